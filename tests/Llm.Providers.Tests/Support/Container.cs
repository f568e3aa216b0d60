using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Support;

/// <summary>Makes containers with fake providers.</summary>
internal static class Container
{
    /// <summary>Gets a schema whose endpoint has no default.</summary>
    public static ConfigSchema<FakeOptions> NoEndpoint { get; } = new ConfigSchema<FakeOptions>().Key("FAKE_API_KEY").Endpoint(null).Tuning();

    public static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();

    public static ServiceProvider Build(Action<LlmProvidersBuilder> add, params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Configuration(settings));
        add(services.AddLlmProviders());
        return services.BuildServiceProvider();
    }

    public static FakeProvider Create(FakeOptions options, ProviderServices services) => new(options, services);

    /// <summary>What the package of a provider offers.</summary>
    public static LlmProvidersBuilder AddFake(this LlmProvidersBuilder builder, string? name = null, Action<FakeOptions>? configure = null) =>
        builder.Add<FakeOptions>(FakeProvider.Description, Create, name, configure);

    public static LlmProvidersBuilder UseHandler(this LlmProvidersBuilder builder, HttpMessageHandler handler) =>
        builder.ConfigureHttpClient(c => c.ConfigurePrimaryHttpMessageHandler(() => handler));
}
