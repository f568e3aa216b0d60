using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Llm.Providers.Tests.Core.Configuration;

/// <summary>What stands in configuration and nobody reads.</summary>
public sealed class WarningTests : IDisposable
{
    private readonly LogRecorder _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_misspelt_setting_is_warned_of_at_start_with_the_one_that_may_be_meant()
    {
        using var host = Start(("LlmProviders:fake:ApiKeyy", "secret-value"), ("LlmProviders:fake:apikey", "k"), ("LlmProviders:fake:Retries:Max", "3"));

        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(
            ["LlmProviders:fake:ApiKeyy is ignored: Fake AI has no such setting. Did you mean ApiKey?", "LlmProviders:fake:Retries is ignored: Fake AI has no such setting."],
            Ignored().Select(e => e.Split(" Did you mean Headers")[0]));
        Assert.DoesNotContain("secret-value", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_section_of_a_provider_nobody_added_is_warned_of()
    {
        using var host = Start(("LlmProviders:fakee:ApiKey", "secret-value"), ("LlmProviders:fake:ApiKey", "k"), ("LlmProviders:Models:smart:0", "fake/large"));

        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(["LlmProviders:fakee is ignored: no provider of that name was added. Did you mean fake? Providers are fake."], Ignored());
    }

    [Fact]
    public async Task Without_a_host_the_warning_comes_with_the_first_use_and_comes_once()
    {
        var configuration = (IConfigurationRoot)Container.Configuration(("LlmProviders:fake:Timeoute", "3"));
        var collection = new ServiceCollection();
        collection.AddSingleton<ILoggerFactory>(_log);
        collection.AddLlmProviders(configuration).AddFake(configure: o => o.ApiKey = "k");
        await using var services = collection.BuildServiceProvider();

        services.GetRequiredService<ILlmProviderRegistry>().GetProvider("fake");
        configuration["LlmProviders:fake:MaxRetrys"] = "2";
        configuration.Reload();

        Assert.Equal(2, Ignored().Count());
        Assert.EndsWith("Did you mean MaxRetries?", Ignored().Last(), StringComparison.Ordinal);
    }

    private IEnumerable<string> Ignored() => _log.Entries.Where(e => e is { Id: 30, Level: LogLevel.Warning }).Select(e => e.Text);

    private IHost Start(params (string Key, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddConfiguration(Container.Configuration(settings));
        builder.Services.AddSingleton<ILoggerFactory>(_log);
        builder.Services.AddLlmProviders(builder.Configuration).AddFake();
        return builder.Build();
    }
}
