using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Llm.Providers.Tests.Core.DependencyInjection;

/// <summary>Providers in a container.</summary>
[Trait("Requirement", "S12")]
public sealed class RegistrationTests
{
    private const string Answer = "{\"text\":\"ok\",\"finish\":\"stop\"}";

    [Fact]
    [Trait("Requirement", "S35")]
    [Trait("Requirement", "S05")]
    public async Task S35_a_provider_is_found_by_its_id_and_answers()
    {
        var handler = new CannedHandler(Answer);
        await using var services = Container.Build(b => b.AddFake(configure: o => o.ApiKey = "k").UseHandler(handler));

        var registry = services.GetRequiredService<ILlmProviderRegistry>();
        var response = await registry.Resolve("fake/large").CreateChatClient().GetResponseAsync("Hello, world!");

        Assert.Equal("ok", response.Text);
        Assert.NotEmpty(registry.GetProvider("FAKE").Models);
        Assert.Same(registry.GetProvider("fake"), registry.GetProvider("Fake"));
    }

    [Fact]
    public async Task Two_instances_of_one_kind_have_names_sections_and_keys_of_their_own()
    {
        var handler = new CannedHandler(Answer);
        await using var services = Container.Build(
            b => b.AddFake("eu").AddFake("us", o => o.Temperature = 0.5f).UseHandler(handler),
            ("LlmProviders:eu:ApiKey", "eu-key"), ("LlmProviders:eu:Endpoint", "https://eu.test/"), ("LlmProviders:us:ApiKey", "us-key"), ("LlmProviders:us:Endpoint", "https://us.test/"), ("LlmProviders:fake:ApiKey", "nobody's"));
        var registry = services.GetRequiredService<ILlmProviderRegistry>();

        await registry.GetProvider("eu").CreateChatClient().GetResponseAsync("hi");
        await registry.GetProvider("us").CreateChatClient().GetResponseAsync("hi");

        Assert.Equal(["eu", "us"], registry.ProviderIds);
        Assert.Equal([("eu.test", "Bearer eu-key", false), ("us.test", "Bearer us-key", true)], handler.Sent.Select(r => (r.Uri.Host, r.Header("Authorization")!, r.Text.Contains("0.5", StringComparison.Ordinal))));
        Assert.All(registry.GetProvider("us").Models, m => Assert.Equal("us", m.ProviderId));
    }

    [Fact]
    public async Task A_provider_is_a_keyed_service_under_its_name()
    {
        var handler = new CannedHandler(Answer);
        await using var services = Container.Build(b => b.AddFake("mine", o => o.ApiKey = "k").UseHandler(handler));

        var client = services.GetRequiredKeyedService<IChatClient>("mine");
        await client.GetResponseAsync("hi");

        Assert.Equal("mine", services.GetRequiredKeyedService<BaseLlmProvider>("mine").Id);
        Assert.Same(services.GetRequiredKeyedService<BaseLlmProvider>("mine"), client.GetService<FakeProvider>());
        Assert.Single(handler.Sent);
        Assert.Equal(LlmErrorKind.Configuration, Assert.Throws<LlmProviderException>(() => services.GetRequiredKeyedService<IEmbeddingGenerator<string, Embedding<float>>>("mine")).Kind);
    }

    [Theory]
    [InlineData("fake")]
    [InlineData("FAKE")]
    public void A_name_that_is_taken_is_refused_at_once(string name)
    {
        var builder = new ServiceCollection().AddLlmProviders().AddFake();

        Assert.Contains("fake", Assert.Throws<ArgumentException>(() => builder.AddFake(name)).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData(" ")]
    public void A_name_that_cannot_be_one_is_refused(string name) =>
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddLlmProviders().AddFake(name));

    [Fact]
    [Trait("Requirement", "S43")]
    [Trait("Requirement", "S45")]
    public async Task Code_wins_over_configuration_and_configuration_over_defaults()
    {
        await using var services = Container.Build(b => b.AddFake(configure: o => o.MaxRetries = 7), ("LlmProviders:fake:MaxRetries", "5"), ("LlmProviders:fake:Timeout", "12"), ("LlmProviders:fake:Headers:X-A", "1"), ("LlmProviders:fake:EnvironmentKeyHosts:0", "h.test"));

        var options = services.GetRequiredService<IOptionsMonitor<FakeOptions>>().Get("fake");

        Assert.Equal((7, TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(60), "1", "h.test"), (options.MaxRetries, options.Timeouts.FirstByte, options.Timeouts.Idle, options.Headers["x-a"], Assert.Single(options.EnvironmentKeyHosts)));
    }

    [Fact]
    public async Task The_section_may_be_given_itself()
    {
        var configuration = Container.Configuration(("App:LlmProviders:fake:MaxRetries", "5"));
        var collection = new ServiceCollection();
        collection.AddLlmProviders(configuration.GetSection("App:LlmProviders")).AddFake();
        await using var services = collection.BuildServiceProvider();

        Assert.Equal(5, services.GetRequiredService<IOptionsMonitor<FakeOptions>>().Get("fake").MaxRetries);
    }

    [Fact]
    public async Task At_start_all_faults_of_all_providers_stand_in_one_message()
    {
        var nowhere = FakeProvider.Description with { Schema = Container.NoEndpoint, DefaultEndpoint = null };
        using var host = Start(
            b => b.AddFake("a").AddFake("b").AddFake("c", o => o.ApiKey = "k").Add<FakeOptions>(nowhere, (o, s) => new FakeProvider(o, s, nowhere), "d"),
            ("LlmProviders:a:MaxRetries", "99"), ("LlmProviders:a:Timeout", "soon"), ("LlmProviders:b:Endpoint", "http://far.test/"), ("LlmProviders:b:ApiKey", "secret-of-b"), ("LlmProviders:d:ApiKey", "k"));

        var e = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        foreach (var path in new[] { "LlmProviders:a:MaxRetries", "LlmProviders:a:Timeout", "LlmProviders:a:ApiKey", "LlmProviders:b:Endpoint", "LlmProviders:d:Endpoint" })
        {
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("LlmProviders:c", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-b", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_whose_settings_are_right_starts_without_a_request()
    {
        var handler = new CannedHandler(Answer);
        using var host = Start(b => b.AddFake(configure: o => o.ApiKey = "k").UseHandler(handler));

        await host.StartAsync();
        await host.StopAsync();

        Assert.Empty(handler.Sent);
    }

    [Fact]
    public async Task The_check_at_start_can_be_left_to_the_first_use()
    {
        using var host = Start(b => b.AddFake().ValidateOnStart(false), ("LlmProviders:fake:MaxRetries", "99"));

        await host.StartAsync();

        Assert.Equal(LlmErrorKind.Configuration, Assert.Throws<LlmProviderException>(() => host.Services.GetRequiredService<ILlmProviderRegistry>().GetProvider("fake")).Kind);
        await host.StopAsync();
    }

    private static IHost Start(Action<LlmProvidersBuilder> add, params (string Key, string Value)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddConfiguration(Container.Configuration(settings));
        add(builder.Services.AddLlmProviders());
        return builder.Build();
    }
}
