using Llm.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds providers of large language models to a service collection.</summary>
public static class LlmProvidersServiceCollectionExtensions
{
    /// <summary>Adds the registry of providers. Name the providers on the builder that is returned.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">
    /// Where the section <c>LlmProviders</c> is; <see langword="null"/> takes the <see cref="IConfiguration"/> among the services, if there is one.
    /// The groups in <c>LlmProviders:Models</c> are keyed services only if it is given here, or if they are named with <c>AddModelGroup</c>.
    /// </param>
    /// <returns>The builder. A second call returns the same one.</returns>
    /// <example><code>
    /// builder.Services.AddLlmProviders(builder.Configuration).AddOpenAI().AddDeepSeek();
    /// // later: registry.Resolve("openai/gpt-5-mini").CreateChatClient()
    /// </code></example>
    /// <remarks>When a host starts, the settings of all providers are checked, and all faults stand in one message.</remarks>
    public static LlmProvidersBuilder AddLlmProviders(this IServiceCollection services, IConfiguration? configuration = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (services.FirstOrDefault(s => s.ServiceType == typeof(LlmProvidersBuilder))?.ImplementationInstance is LlmProvidersBuilder existing)
        {
            if (existing.Configuration is null && configuration is not null)
            {
                existing.Configuration = configuration;
                existing.AddConfiguredGroups();
            }

            return existing;
        }

        var builder = new LlmProvidersBuilder(services) { Configuration = configuration };
        services.AddSingleton(builder);
        services.AddHttpClient();
        services.AddSingleton<ModelGroupCatalog>();
        services.AddSingleton<SettingWarnings>();
        services.TryAddSingleton<ILlmProviderRegistry>(CreateRegistry);
        services.AddSingleton<IValidateOptions<StartupCheck>, StartupCheckValidator>();
        services.AddOptions<StartupCheck>().ValidateOnStart();
        builder.AddConfiguredGroups();
        return builder;
    }

    private static LlmProviderRegistry CreateRegistry(IServiceProvider services)
    {
        services.GetRequiredService<SettingWarnings>().Report();
        return new(services.GetServices<ProviderRegistration>(), services.GetRequiredService<ModelGroupCatalog>(), services);
    }
}
