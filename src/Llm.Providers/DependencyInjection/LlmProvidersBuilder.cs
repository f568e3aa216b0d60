using System.Diagnostics.CodeAnalysis;
using Llm.Providers;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Names the providers of an application. Each package adds methods such as <c>AddOpenAI</c> to it.</summary>
public sealed class LlmProvidersBuilder
{
    private readonly List<string> _names = [];
    private readonly List<string> _groups = [];
    private readonly List<Action<IHttpClientBuilder>> _httpConfigurations = [];
    private Func<ProviderDescriptor, string, bool>? _isSetUp;

    internal LlmProvidersBuilder(IServiceCollection services) => Services = services;

    /// <summary>Gets the services.</summary>
    public IServiceCollection Services { get; }

    internal IConfiguration? Configuration { get; set; }

    internal bool ValidatesOnStart { get; private set; } = true;

    /// <summary>Adds a provider. This is what methods such as <c>AddOpenAI</c> call, and what a provider of your own needs.</summary>
    /// <typeparam name="TOptions">The options of the provider.</typeparam>
    /// <param name="descriptor">What is known about this kind of provider; its schema must be a <see cref="ConfigSchema{TOptions}"/> of <typeparamref name="TOptions"/>.</param>
    /// <param name="create">Makes the provider. It must do no I/O.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for the provider's id.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">There is a provider of that name already, or the name holds a slash or colon.</exception>
    /// <remarks>
    /// The provider can be had from <see cref="ILlmProviderRegistry"/>, and as keyed service under its name as <see cref="BaseLlmProvider"/>,
    /// <see cref="IChatClient"/> and <see cref="IEmbeddingGenerator{TInput, TEmbedding}"/>.
    /// </remarks>
    public LlmProvidersBuilder Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(ProviderDescriptor descriptor, Func<TOptions, ProviderServices, BaseLlmProvider> create, string? name = null, Action<TOptions>? configure = null)
        where TOptions : LlmProviderOptions, new()
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(create);
        name ??= descriptor.Id;
        if (_isSetUp?.Invoke(descriptor, name) == false)
        {
            return this;
        }

        CheckName(name);
        AddOptions(descriptor, name, configure);
        AddHttpClient<TOptions>(name);
        Services.AddSingleton(new ProviderRegistration(
            name,
            descriptor,
            sp => create(Options<TOptions>(sp, name), SurroundingsOf(sp, name)),
            sp => FindFaults(descriptor, name, create, Options<TOptions>(sp, name), SurroundingsOf(sp, name)),
            (sp, changed) => Watch<TOptions>(sp, name, changed)));
        Services.AddKeyedTransient(name, static (sp, key) => sp.GetRequiredService<ILlmProviderRegistry>().GetProvider((string)key!)); // the instance changes with the settings
        Services.AddKeyedSingleton(name, static (sp, key) => sp.GetRequiredService<ILlmProviderRegistry>().GetProvider((string)key!).CreateChatClient());
        Services.AddKeyedSingleton(name, static (sp, key) => sp.GetRequiredService<ILlmProviderRegistry>().GetProvider((string)key!).CreateEmbeddingGenerator());
        return this;
    }

    /// <summary>Adds those providers that somebody has set up: in the environment, so that they would start, or in a section of the configuration that <c>AddLlmProviders</c> was given.</summary>
    /// <param name="candidates">Names the providers, with the methods of their packages: <c>b =&gt; b.AddOpenAI().AddAnthropic().AddOllama()</c>. Those without settings are left out.</param>
    /// <returns>This builder.</returns>
    /// <remarks>A server on this machine counts when one of its variables is set; whether it runs is not asked. See <see cref="EnvironmentDiscovery"/>.</remarks>
    public LlmProvidersBuilder AddFromEnvironment(Action<LlmProvidersBuilder> candidates) => AddFromEnvironment(candidates, Environment.GetEnvironmentVariable);

    internal LlmProvidersBuilder AddFromEnvironment(Action<LlmProvidersBuilder> candidates, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        var outer = _isSetUp;
        _isSetUp = (descriptor, name) => EnvironmentDiscovery.Look(descriptor, environment).IsSetUp || SectionOf(Configuration, name)?.GetChildren().Any() == true;
        try
        {
            candidates(this);
        }
        finally
        {
            _isSetUp = outer;
        }

        return this;
    }

    /// <summary>Configures the HTTP clients of all providers, for handlers, proxies and certificates.</summary>
    /// <param name="configure">Called for each client, those already added and those to come.</param>
    /// <returns>This builder.</returns>
    /// <remarks>Retries belong to the provider (<see cref="LlmProviderOptions.MaxRetries"/>): resilience handlers that an application adds to all its clients are taken off these.</remarks>
    public LlmProvidersBuilder ConfigureHttpClient(Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        _httpConfigurations.Add(configure);
        foreach (var name in _names)
        {
            configure(Services.AddHttpClient(ClientName(name)));
        }

        return this;
    }

    /// <summary>Says whether settings are checked when a host starts.</summary>
    /// <param name="validate"><see langword="false"/> leaves it to the first use of each provider. The default is <see langword="true"/>.</param>
    /// <returns>This builder.</returns>
    public LlmProvidersBuilder ValidateOnStart(bool validate)
    {
        ValidatesOnStart = validate;
        return this;
    }

    internal void CheckGroupName(string name)
    {
        if (!ModelGroupRules.IsName(name) || _names.Concat(_groups).Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{name}' cannot name a model group: a name is not empty, holds no slash or colon, and is not that of a provider or another group.", nameof(name));
        }

        _groups.Add(name);
    }

    /// <summary>Finds a section below <c>LlmProviders</c>, which may be the configuration given.</summary>
    internal static IConfigurationSection? SectionOf(IConfiguration? configuration, string name) => RootOf(configuration)?.GetSection(name);

    /// <summary>Finds the section <c>LlmProviders</c>.</summary>
    internal IConfigurationSection? Root(IServiceProvider services) => RootOf(Configuration ?? services.GetService<IConfiguration>());

    private static IConfigurationSection? RootOf(IConfiguration? configuration) =>
        configuration is IConfigurationSection { Key: ConfigSchema.RootSection } own ? own : configuration?.GetSection(ConfigSchema.RootSection);

    private static string ClientName(string name) => $"Llm.Providers:{name}";

    private static TOptions Options<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(IServiceProvider services, string name)
        where TOptions : LlmProviderOptions, new() => services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(name);

    private static IDisposable? Watch<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(IServiceProvider services, string name, Action changed)
        where TOptions : LlmProviderOptions, new() =>
        services.GetRequiredService<IOptionsMonitor<TOptions>>().OnChange((_, changedName) =>
        {
            if (changedName == name)
            {
                changed();
            }
        });

    private static ProviderServices SurroundingsOf(IServiceProvider services, string name) =>
        new(services.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName(name)), services.GetService<TimeProvider>(), services.GetService<IKeyResolver>())
        {
            Name = name,
            KeyStore = services.GetService<IKeyStore>(),
            ContentFetcher = services.GetService<IContentFetcher>(),
            LoggerFactory = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance,
            TokenCounter = services.GetService<ITokenCounter>(),
            FindDescriptor = id => services.GetServices<ProviderRegistration>().FirstOrDefault(r => string.Equals(r.Descriptor.Id, id, StringComparison.OrdinalIgnoreCase))?.Descriptor,
            ContentGuards = services.GetService<IServiceProviderIsService>()?.IsService(typeof(IContentGuard)) == false ? null : GuardsOf(services), // a container that cannot tell may have some
            ContentGuarding = services.GetRequiredService<IOptions<ContentGuardOptions>>().Value,
        };

    // Made when a client is first used: a guard may ask a model of one of the providers.
    private static IEnumerable<IContentGuard> GuardsOf(IServiceProvider services)
    {
        foreach (var guard in services.GetServices<IContentGuard>())
        {
            yield return guard;
        }
    }

    // A provider that cannot be made says only what is wrong with its options: a missing key belongs in the same message.
    private static IReadOnlyList<ConfigFault> FindFaults<TOptions>(ProviderDescriptor descriptor, string name, Func<TOptions, ProviderServices, BaseLlmProvider> create, TOptions options, ProviderServices services)
        where TOptions : LlmProviderOptions, new()
    {
        try
        {
            return create(options, services).ValidateConfiguration();
        }
        catch (LlmProviderException e) when (e.Kind == LlmErrorKind.Configuration)
        {
            var faults = ProviderFaults.Find(descriptor, name, options, new(descriptor, name, options, services));
            return faults.Count > 0 ? faults : [new(ConfigSchema.PathOf(name), e.Message)];
        }
    }

    private void CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.AsSpan().ContainsAny('/', ':'))
        {
            throw new ArgumentException($"'{name}' cannot name a provider: a name is not empty and holds no slash or colon.", nameof(name));
        }

        if (string.Equals(name, ModelGroupBinder.Section, StringComparison.OrdinalIgnoreCase) || _groups.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"'{name}' cannot name a provider: it is the section of model groups or one of them.", nameof(name));
        }

        if (_names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"There is a provider '{name}' already. Give the second one a name of its own, such as \"{name}-2\".", nameof(name));
        }

        _names.Add(name);
    }

    private void AddOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(ProviderDescriptor descriptor, string name, Action<TOptions>? configure)
        where TOptions : LlmProviderOptions, new()
    {
        var options = Services.AddOptions<TOptions>(name).Configure<IServiceProvider>((o, sp) => Bind(o, descriptor.Schema, name, sp));
        if (configure is not null)
        {
            options.Configure(configure);
        }

        Services.AddSingleton<IOptionsChangeTokenSource<TOptions>>(sp => new SectionChanges<TOptions>(name, Root(sp)?.GetSection(name)));
    }

    private void Bind(LlmProviderOptions options, ConfigSchema schema, string name, IServiceProvider services)
    {
        var section = Root(services)?.GetSection(name);
        options.BindFaults = schema.Bind(options, section, ConfigSchema.PathOf(name), Environment.GetEnvironmentVariable);
    }

    private void AddHttpClient<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(string name)
        where TOptions : LlmProviderOptions, new()
    {
        var client = Services.AddHttpClient(ClientName(name), HttpDefaults.Configure)
            .ConfigurePrimaryHttpMessageHandler(sp => HttpDefaults.CreateHandler(Options<TOptions>(sp, name)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
#pragma warning disable EXTEXP0001 // The only way to keep an application-wide standard handler from multiplying the attempts.
        client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        foreach (var configure in _httpConfigurations)
        {
            configure(client);
        }
    }
}
