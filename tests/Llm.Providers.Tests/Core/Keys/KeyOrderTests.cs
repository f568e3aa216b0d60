using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using NSubstitute;

namespace Llm.Providers.Tests.Core.Keys;

/// <summary>Where a key comes from, and where it does not go.</summary>
[Trait("Requirement", "S46")]
[Trait("Requirement", "S47")]
public sealed class KeyOrderTests
{
    [Theory]
    [InlineData(6, SettingSource.Code, "set")]
    [InlineData(5, SettingSource.Code, "code")]
    [InlineData(4, SettingSource.Callback, "callback")]
    [InlineData(3, SettingSource.Callback, "resolver")]
    [InlineData(2, SettingSource.Configuration, "configuration")]
    [InlineData(1, SettingSource.Store, "store")]
    [InlineData(0, SettingSource.Environment, "environment")]
    [InlineData(-1, SettingSource.None, null)]
    [Trait("Requirement", "S34")]
    public async Task Each_source_wins_over_those_after_it(int sources, SettingSource source, string? key)
    {
        var handler = new CannedHandler("{\"text\":\"ok\",\"finish\":\"stop\"}");
        var provider = Provider(handler, sources);

        Assert.Equal(source, await provider.FindKeySourceAsync());
        if (key is null)
        {
            Assert.Contains("FAKE_API_KEY", Assert.Single(provider.ValidateConfiguration()).Message, StringComparison.Ordinal);
            return;
        }

        Assert.Empty(provider.ValidateConfiguration());
        await provider.CreateChatClient().GetResponseAsync("hi");
        Assert.Equal($"Bearer {key}", handler.Single.Header("Authorization"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task An_empty_key_leaves_the_answer_to_the_next_source(string? empty)
    {
        var options = new FakeOptions { ApiKey = empty, ApiKeyCallback = (_, _) => new(empty) };
        var provider = new FakeProvider(options, new() { Environment = _ => "from-environment" });
        provider.SetApiKey(empty);

        Assert.Equal(SettingSource.Environment, await provider.FindKeySourceAsync());
    }

    [Fact]
    [Trait("Requirement", "S34")]
    public async Task S34_a_key_that_was_set_can_be_taken_back()
    {
        var provider = new FakeProvider(new(), new() { Environment = _ => "from-environment" });

        provider.SetApiKey("set");
        Assert.Equal(SettingSource.Code, await provider.FindKeySourceAsync());
        provider.SetApiKey(null);

        Assert.Equal(SettingSource.Environment, await provider.FindKeySourceAsync());
    }

    [Fact]
    [Trait("Requirement", "T28")]
    public async Task T28_a_key_is_trimmed()
    {
        var handler = new CannedHandler("{\"text\":\"ok\",\"finish\":\"stop\"}");

        await Fake.Client(handler, configure: o => o.ApiKey = " \t padded-key\r\n").GetResponseAsync("hi");

        Assert.Equal("Bearer padded-key", handler.Single.Header("Authorization"));
    }

    [Fact]
    [Trait("Requirement", "T28")]
    public async Task T28_a_key_from_the_environment_is_not_sent_to_a_foreign_host()
    {
        var handler = new CannedHandler("{}");
        var provider = FromEnvironment(handler, o => o.Endpoint = new("https://stranger.test/v1/"));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => provider.CreateChatClient().GetResponseAsync("hi"));

        Assert.Empty(handler.Sent);
        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("stranger.test", e.Message, StringComparison.Ordinal);
        Assert.Contains("LlmProviders:fake:EnvironmentKeyHosts", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Fake.Key, e.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.fake.test/v2/")]
    [InlineData("https://API.FAKE.TEST/")]
    public async Task A_key_from_the_environment_goes_to_any_path_of_the_vendors_host(string endpoint) =>
        Assert.Equal(SettingSource.Environment, await FromEnvironment(new CannedHandler("{}"), o => o.Endpoint = new(endpoint)).FindKeySourceAsync());

    [Fact]
    public async Task A_key_from_the_environment_goes_to_a_host_that_is_allowed()
    {
        var provider = FromEnvironment(new CannedHandler("{}"), o =>
        {
            o.Endpoint = new("https://stranger.test/v1/");
            o.EnvironmentKeyHosts.Add("STRANGER.test");
        });

        Assert.Equal(SettingSource.Environment, await provider.FindKeySourceAsync());
    }

    [Fact]
    public async Task A_key_from_the_environment_goes_to_an_endpoint_from_the_environment()
    {
        var provider = new FakeProvider(null, new() { Environment = name => name == "FAKE_ENDPOINT" ? "https://stranger.test/v1/" : name == "FAKE_API_KEY" ? Fake.Key : null });

        Assert.Equal(SettingSource.Environment, await provider.FindKeySourceAsync());
    }

    [Fact]
    public async Task A_key_that_was_given_for_an_endpoint_goes_there() =>
        Assert.Equal(SettingSource.Code, await new FakeProvider(Fake.Options(o => o.Endpoint = new("https://stranger.test/v1/"))).FindKeySourceAsync());

    [Fact]
    [Trait("Requirement", "B06")]
    public void B06_the_environment_is_read_and_never_written()
    {
        var provider = new FakeProvider(new());

        provider.SetApiKey("some-key");

        Assert.Null(Environment.GetEnvironmentVariable("FAKE_API_KEY"));
        Assert.DoesNotContain("some-key", Environment.GetEnvironmentVariables().Values.Cast<string>());
    }

    [Fact]
    public void Neither_provider_nor_options_print_a_key()
    {
        var options = Fake.Options();

        Assert.DoesNotContain(Fake.Key, options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Fake.Key, new FakeProvider(options).ToString(), StringComparison.Ordinal);
    }

    private static FakeProvider FromEnvironment(HttpMessageHandler handler, Action<FakeOptions> configure)
    {
        var options = new FakeOptions();
        configure(options);
        return new(options, new(new HttpClient(handler)) { Environment = name => name == "FAKE_API_KEY" ? Fake.Key : null });
    }

    // Sources up to the given rank have a key of their own; those above it have none.
    private static FakeProvider Provider(HttpMessageHandler handler, int sources)
    {
        var options = new FakeOptions();
        if (sources >= 2)
        {
            var section = new ConfigurationBuilder().AddInMemoryCollection([new("ApiKey", "configuration")]).Build();
            FakeProvider.Schema.Bind(options, section, "LlmProviders:fake", _ => null);
        }

        var store = Substitute.For<IKeyStore>();
        store.GetAsync("fake", Arg.Any<CancellationToken>()).Returns(new ValueTask<string?>(sources >= 1 ? "store" : null));
        var resolver = Substitute.For<IKeyResolver>();
        resolver.ResolveAsync(Arg.Any<KeyRequest>(), Arg.Any<CancellationToken>()).Returns(new ValueTask<string?>(sources >= 3 ? "resolver" : null));
        options.ApiKeyCallback = sources >= 4 ? (_, _) => new("callback") : null;
        if (sources >= 5)
        {
            options.ApiKey = "code";
        }

        var services = new ProviderServices(new HttpClient(handler)) { Environment = name => name == "FAKE_API_KEY" && sources >= 0 ? "environment" : null };
        services = sources >= 1 ? services with { KeyStore = store } : services;
        services = sources >= 3 ? services with { Keys = resolver } : services;
        var provider = new FakeProvider(options, services);
        provider.SetApiKey(sources >= 6 ? "set" : null);
        return provider;
    }
}
