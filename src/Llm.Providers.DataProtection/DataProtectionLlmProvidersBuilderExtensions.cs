using Llm.Providers;
using Llm.Providers.DataProtection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds stores of keys to the providers of an application.</summary>
public static class DataProtectionLlmProvidersBuilderExtensions
{
    /// <summary>Adds a file of encrypted keys. It is asked after configuration and before the environment.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file; it is made when the first key is set. A relative path starts at the current folder.</param>
    /// <param name="configure">Sets options: the application name and the key ring.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="InvalidOperationException">There is a key store already.</exception>
    /// <example><code>
    /// builder.Services.AddLlmProviders().AddOpenAI().AddProtectedKeyStore("keys.json", o => o.ApplicationName = "shop");
    /// // later: await services.GetRequiredService&lt;ProtectedKeyStore&gt;().SetAsync("openai", key)
    /// </code></example>
    public static LlmProvidersBuilder AddProtectedKeyStore(this LlmProvidersBuilder builder, string path, Action<ProtectedKeyStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var options = new ProtectedKeyStoreOptions();
        configure?.Invoke(options);
        if (options.UseApplicationKeyRing)
        {
            var ring = builder.Services.AddDataProtection();
            options.KeyRing?.Invoke(ring);
        }

        return builder.AddStore(sp => new ProtectedKeyStore(
            path,
            options,
            options.UseApplicationKeyRing ? sp.GetRequiredService<IDataProtectionProvider>() : null,
            options.UseApplicationKeyRing ? sp.GetService<IKeyManager>() : null,
            Clock(sp),
            Loggers(sp)));
    }

    /// <summary>Adds a file of keys that are not encrypted, and logs a warning. To call it is the opt-in.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file; it is made when the first key is set. A relative path starts at the current folder.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    /// <exception cref="InvalidOperationException">There is a key store already.</exception>
    public static LlmProvidersBuilder AddPlainTextKeyStore(this LlmProvidersBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return builder.AddStore(sp => new PlainTextKeyStore(path, Clock(sp), Loggers(sp)));
    }

    private static LlmProvidersBuilder AddStore<TStore>(this LlmProvidersBuilder builder, Func<IServiceProvider, TStore> create)
        where TStore : FileKeyStore
    {
        // Of two, the container would use the last without a word.
        if (builder.Services.Any(s => s.ServiceType == typeof(IKeyStore)))
        {
            throw new InvalidOperationException("There is a key store already. Keys are looked for in one; take out the other.");
        }

        builder.Services.AddSingleton(create);
        builder.Services.AddSingleton<FileKeyStore>(sp => sp.GetRequiredService<TStore>());
        builder.Services.AddSingleton<IKeyStore>(sp => sp.GetRequiredService<TStore>());
        return builder;
    }

    private static TimeProvider Clock(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ILoggerFactory Loggers(IServiceProvider services) => services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
}
