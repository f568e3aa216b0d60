using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Llm.Providers.Tests.Core.Configuration;

/// <summary>Configuration that changes while the application runs.</summary>
[Trait("Requirement", "S43")]
[Trait("Requirement", "S45")]
public sealed class ReloadTests : IAsyncDisposable
{
    private const string Answer = "{\"text\":\"ok\",\"finish\":\"stop\"}";

    private readonly CannedHandler _http = new(Answer);
    private readonly LogRecorder _log = new();
    private readonly IConfigurationRoot _configuration = (IConfigurationRoot)Container.Configuration(("LlmProviders:fake:ApiKey", "first"), ("LlmProviders:fake:Endpoint", "https://one.test/"));
    private readonly ServiceProvider _services;

    public ReloadTests()
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<ILoggerFactory>(_log);
        collection.AddLlmProviders(_configuration).AddFake().AddFake("other", o => o.ApiKey = "k").UseHandler(_http);
        _services = collection.BuildServiceProvider();
    }

    private ILlmProviderRegistry Registry => _services.GetRequiredService<ILlmProviderRegistry>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_client_that_was_handed_out_takes_key_address_model_and_defaults_at_its_next_call()
    {
        var client = _services.GetRequiredKeyedService<IChatClient>("fake");
        await client.GetResponseAsync("hi");

        Change(("ApiKey", "second"), ("Endpoint", "https://two.test/"), ("Temperature", "0.5"), ("DefaultModel", "plain-2"), ("Headers:X-New", "yes"));
        await client.GetResponseAsync("hi");

        Assert.Equal([("one.test", "Bearer first"), ("two.test", "Bearer second")], _http.Sent.Select(r => (r.Uri.Host, r.Header("Authorization")!)));
        Assert.Equal("yes", _http.Sent[1].Header("X-New"));
        Assert.Contains("0.5", _http.Sent[1].Text, StringComparison.Ordinal);
        Assert.Equal(("plain-2", "two.test"), (client.GetService<ChatClientMetadata>()!.DefaultModelId, client.GetService<ChatClientMetadata>()!.ProviderUri!.Host));
        Assert.Contains(_log.Entries, e => e.Id == 31);
        Assert.Same(Registry.GetProvider("fake"), client.GetService<BaseLlmProvider>());
        Assert.Same(Registry.GetProvider("fake"), _services.GetRequiredKeyedService<BaseLlmProvider>("fake"));
    }

    [Fact]
    public async Task A_client_of_a_provider_that_somebody_kept_follows_as_well()
    {
        var kept = Registry.GetProvider("fake");
        Change(("ApiKey", "second"));

        await kept.CreateChatClient("large").GetResponseAsync("hi");
        await foreach (var _ in kept.CreateChatClient("large").GetStreamingResponseAsync("hi"))
        {
        }

        Assert.Equal(["Bearer second", "Bearer second"], _http.Sent.Select(r => r.Header("Authorization")));
    }

    [Fact]
    public async Task Retries_and_time_limits_change_too()
    {
        var client = Registry.GetProvider("fake").CreateChatClient();

        Change(("MaxRetries", "0"), ("Timeout", "7"), ("IdleTimeout", "8"), ("TotalTimeout", "9"));

        var options = client.GetService<BaseLlmProvider>()!.Options;
        Assert.Equal((0, 7, 8, 9), (options.MaxRetries, options.Timeouts.FirstByte!.Value.TotalSeconds, options.Timeouts.Idle.TotalSeconds, options.Timeouts.Total.TotalSeconds));
        await client.GetResponseAsync("hi");
    }

    [Theory]
    [InlineData("MaxRetries", "99", "LlmProviders:fake:MaxRetries is 99")]
    [InlineData("Timeout", "soon", "LlmProviders:fake:Timeout")]
    [InlineData("Endpoint", "http://far.test/", "LlmProviders:fake:Endpoint")]
    [InlineData("ApiKey", "", "LlmProviders:fake:ApiKey")]
    public async Task Wrong_settings_are_logged_and_the_last_good_ones_stay(string key, string value, string fault)
    {
        var client = Registry.GetProvider("fake").CreateChatClient();

        Change((key, value), ("Temperature", "0.5"));
        await client.GetResponseAsync("hi");

        Assert.Equal(("one.test", "Bearer first"), (_http.Single.Uri.Host, _http.Single.Header("Authorization")));
        Assert.DoesNotContain("0.5", _http.Single.Text, StringComparison.Ordinal);
        Assert.Contains(fault, Assert.Single(_log.Entries, e => e.Id == 32).Text, StringComparison.Ordinal);

        Change((key, key switch { "MaxRetries" => "1", "Timeout" => "5", "Endpoint" => "https://two.test/", _ => "second" }));
        await client.GetResponseAsync("hi");

        Assert.Contains("0.5", _http.Sent[1].Text, StringComparison.Ordinal); // what was right in the change that was refused
    }

    [Fact]
    public void A_change_elsewhere_leaves_the_provider_alone()
    {
        var (before, other) = (Registry.GetProvider("fake"), Registry.GetProvider("other"));

        _configuration["Logging:LogLevel:Default"] = "Debug";
        _configuration.Reload();
        Assert.Same(before, Registry.GetProvider("fake"));

        Change(("Timeout", "9"));
        Assert.NotSame(before, Registry.GetProvider("fake"));
        Assert.Same(other, Registry.GetProvider("other"));
    }

    [Fact]
    [Trait("Requirement", "S34")]
    public async Task S34_a_key_set_in_code_outlives_the_change()
    {
        var provider = Registry.GetProvider("fake");
        var client = provider.CreateChatClient();
        provider.SetApiKey("set");

        Change(("ApiKey", "second"));
        await client.GetResponseAsync("hi");
        provider.SetApiKey("set on the old instance");
        await client.GetResponseAsync("hi");
        Registry.GetProvider("fake").SetApiKey(null);
        await client.GetResponseAsync("hi");

        Assert.Equal(["Bearer set", "Bearer set on the old instance", "Bearer second"], _http.Sent.Select(r => r.Header("Authorization")));
    }

    [Fact]
    public async Task What_was_wrong_before_does_not_hold_up_what_is_right_now()
    {
        var configuration = (IConfigurationRoot)Container.Configuration(("LlmProviders:fake:MaxRetries", "99"));
        await using var services = new ServiceCollection().AddLlmProviders(configuration).AddFake().UseHandler(_http).Services.BuildServiceProvider();
        var registry = services.GetRequiredService<ILlmProviderRegistry>();
        Assert.Throws<LlmProviderException>(() => registry.GetProvider("fake"));

        configuration["LlmProviders:fake:MaxRetries"] = "1";
        configuration.Reload();
        var keyless = registry.GetProvider("fake"); // no key yet, which is found when it is needed
        configuration["LlmProviders:fake:MaxRetries"] = "2";
        configuration.Reload();

        Assert.NotSame(keyless, registry.GetProvider("fake"));
        Assert.Equal(2, registry.GetProvider("fake").Options.MaxRetries);
    }

    [Fact]
    public async Task A_container_that_is_disposed_of_watches_no_longer()
    {
        var before = Registry.GetProvider("fake");
        await _services.DisposeAsync();

        Change(("Timeout", "9"));

        Assert.Null(before.Slot!.Current.Options.Timeouts.FirstByte);
    }

    [Fact]
    public async Task A_group_changes_its_targets_and_its_clients_follow()
    {
        _configuration["LlmProviders:Models:smart:0"] = "fake/large";
        _configuration["LlmProviders:Models:plain:0"] = "fake/plain";
        _configuration.Reload();
        var client = Registry.Resolve("smart").CreateChatClient();
        var plain = Registry.Resolve("plain").Group;
        await client.GetResponseAsync("hi");

        _configuration["LlmProviders:Models:smart:0"] = "other/large";
        _configuration.Reload();
        var second = await client.GetResponseAsync("hi");
        _configuration["LlmProviders:Models:smart:0"] = "nobody/large";
        _configuration.Reload();
        var third = await client.GetResponseAsync("hi");

        Assert.Equal(["Bearer first", "Bearer k", "Bearer k"], _http.Sent.Select(r => r.Header("Authorization")));
        Assert.All([second, third], r => Assert.Equal("other/large", r.FindProperty(LlmPropertyNames.ServedBy)));
        Assert.Contains("LlmProviders:Models:smart:0", Assert.Single(_log.Entries, e => e.Id == 32).Text, StringComparison.Ordinal);
        Assert.Same(plain, Registry.Resolve("plain").Group); // what it knows of its targets is kept
    }

    [Fact]
    public async Task A_group_whose_code_throws_stays_as_it_was_and_holds_up_no_other()
    {
        var throws = false;
        var configuration = (IConfigurationRoot)Container.Configuration(("LlmProviders:Models:angry:0", "fake/large"), ("LlmProviders:Models:smart:0", "fake/large"));
        var collection = new ServiceCollection();
        collection.AddSingleton<ILoggerFactory>(_log);
        collection.AddLlmProviders(configuration).AddFake(configure: o => o.ApiKey = "k").AddFake("other", o => o.ApiKey = "k").UseHandler(_http)
            .AddModelGroup("angry", o => o.CoolDown = throws ? throw new InvalidOperationException("code of the application") : TimeSpan.Zero);
        await using var services = collection.BuildServiceProvider();
        var registry = services.GetRequiredService<ILlmProviderRegistry>();
        var (angry, smart) = (registry.Resolve("angry").Group, registry.Resolve("smart").CreateChatClient());

        throws = true;
        (configuration["LlmProviders:Models:angry:0"], configuration["LlmProviders:Models:smart:0"]) = ("other/large", "other/large");
        configuration.Reload();

        Assert.Same(angry, registry.Resolve("angry").Group);
        Assert.Equal("other/large", (await smart.GetResponseAsync("hi")).FindProperty(LlmPropertyNames.ServedBy));
        Assert.Contains("code of the application", Assert.Single(_log.Entries, e => e.Id == 32).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_of_a_group_has_the_settings_of_its_provider_in_force()
    {
        _configuration["LlmProviders:Models:smart:0"] = "fake/large";
        _configuration.Reload();
        var client = Registry.Resolve("smart").CreateChatClient();

        Change(("ApiKey", "second"));
        await client.GetResponseAsync("hi");

        Assert.Equal("Bearer second", _http.Single.Header("Authorization"));
    }

    private void Change(params (string Key, string Value)[] settings)
    {
        foreach (var (key, value) in settings)
        {
            _configuration[$"LlmProviders:fake:{key}"] = value;
        }

        _configuration.Reload();
    }
}
