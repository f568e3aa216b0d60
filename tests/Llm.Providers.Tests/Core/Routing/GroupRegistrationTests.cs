using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>Groups of models in configuration and in a container.</summary>
[Trait("Requirement", "S12")]
[Trait("Requirement", "B04")]
public sealed class GroupRegistrationTests
{
    private static readonly (string, string)[] s_list = [("LlmProviders:Models:smart:0", "eu/large"), ("LlmProviders:Models:smart:1", "us/large")];

    [Fact]
    public async Task A_list_in_configuration_is_a_group()
    {
        var handler = new CannedHandler(Kit.Down, new(Kit.Ok));
        await using var services = Container.Build(b => Two(b).UseHandler(handler), s_list);

        var resolved = services.GetRequiredService<ILlmProviderRegistry>().Resolve("Smart");
        var response = await resolved.CreateChatClient().GetResponseAsync("hi");

        Assert.Equal(("eu", "large", "smart"), (resolved.Provider.Id, resolved.Model?.Id, resolved.Group?.Name));
        Assert.Equal(("us/large", 2), (response.ServedBy(), handler.Sent.Count));
    }

    [Fact]
    public async Task An_object_in_configuration_is_a_group_with_settings()
    {
        await using var services = Container.Build(
            b => Two(b).AddFake("local", o => o.ApiKey = "k"),
            ("LlmProviders:Models:smart:Targets:0:Model", "eu/large"), ("LlmProviders:Models:smart:Targets:0:Weight", "3"), ("LlmProviders:Models:smart:Targets:1:Model", "us"), ("LlmProviders:Models:smart:Targets:1:Weight", "1"),
            ("LlmProviders:Models:smart:Targets:2", "local/ndjson"), ("LlmProviders:Models:smart:CoolDown", "1.5"), ("LlmProviders:Models:smart:MaxRetries", "1"), ("LlmProviders:Models:smart:MaxAttempts", "5"),
            ("LlmProviders:Models:smart:FailuresBeforeCoolDown", "2"), ("LlmProviders:Models:smart:AlsoFailOverOn:0", "ContentFiltered"), ("LlmProviders:Models:smart:NeverFailOverOn", "timeout, QuotaExceeded"));

        var group = services.GetRequiredService<ILlmProviderRegistry>().Resolve("smart").Group!;

        Assert.Equal(["eu/large", "us/large", "local/lines"], group.Targets);
        Assert.Equal([(0, 3), (0, 1), (1, 1)], group.Routes.Select(r => (r.Rank, r.Weight)));
        Assert.Equal((TimeSpan.FromSeconds(1.5), 1, 5, 2), (group.CoolDown, group.MaxRetries, group.MaxAttempts, group.FailuresBeforeCoolDown));
        Assert.Equal((true, false, false, true), (group.FailsOverOn(LlmErrorKind.ContentFiltered), group.FailsOverOn(LlmErrorKind.Timeout), group.FailsOverOn(LlmErrorKind.QuotaExceeded), group.FailsOverOn(LlmErrorKind.Network)));
    }

    [Fact]
    public async Task A_group_in_configuration_that_is_given_is_a_keyed_client()
    {
        var collection = new ServiceCollection();
        Two(collection.AddLlmProviders(Container.Configuration(s_list))).UseHandler(new CannedHandler(Kit.Ok));
        await using var services = collection.BuildServiceProvider();

        var client = services.GetRequiredKeyedService<IChatClient>("smart");

        Assert.Equal("eu/large", await client.GetResponseAsync("hi").Served());
        Assert.Same(client, services.GetRequiredKeyedService<IChatClient>("smart"));
    }

    [Fact]
    public async Task A_group_named_in_code_takes_its_models_from_configuration()
    {
        await using var services = Container.Build(b => Two(b).AddModelGroup("smart").UseHandler(new CannedHandler(Kit.Ok)), s_list);

        Assert.Equal("eu/large", await services.GetRequiredKeyedService<IChatClient>("smart").GetResponseAsync("hi").Served());
    }

    [Fact]
    public async Task Code_wins_over_configuration()
    {
        await using var services = Container.Build(b => Two(b).AddModelGroup("smart", "us/large").AddModelGroup("other", o => o.Targets.Add(new("eu") { ConfigureOptions = c => c.Temperature = 0 })), s_list);
        var registry = services.GetRequiredService<ILlmProviderRegistry>();

        Assert.Equal(["us/large"], registry.Resolve("smart").Group!.Targets);
        Assert.Equal(["eu/large"], registry.Resolve("other").Group!.Targets);
    }

    [Fact]
    public async Task The_section_may_be_given_itself()
    {
        var collection = new ServiceCollection();
        Two(collection.AddLlmProviders(Container.Configuration(("App:LlmProviders:Models:smart", "us/large")).GetSection("App:LlmProviders")));
        await using var services = collection.BuildServiceProvider();

        Assert.Equal("us", services.GetRequiredKeyedService<IChatClient>("smart").GetService<FakeProvider>()?.Id);
    }

    [Fact]
    public async Task A_group_has_no_embeddings()
    {
        await using var services = Container.Build(b => Two(b), s_list);

        var e = Assert.Throws<LlmProviderException>(() => services.GetRequiredService<ILlmProviderRegistry>().Resolve("smart").CreateEmbeddingGenerator());

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
    }

    [Theory]
    [InlineData("nobody/x", "LlmProviders:Models:smart:1")]
    [InlineData("eu", "a second time")]
    [InlineData("", "LlmProviders:Models:smart:1 names no model")]
    [InlineData("other", "is a model group")]
    [InlineData("smart", "is a model group")]
    public async Task B04_an_unknown_reference_is_found_at_start_with_its_path(string reference, string words)
    {
        var e = await StartAsync(("LlmProviders:Models:other:0", "us/large"), ("LlmProviders:Models:smart:0", "eu/large"), ("LlmProviders:Models:smart:1", reference));

        Assert.Contains("LlmProviders:Models:smart", e.Message, StringComparison.Ordinal);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LlmProviders:Models:other", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Models:smart:CoolDwn", "1", "LlmProviders:Models:smart:CoolDwn is no setting")]
    [InlineData("Models:smart:CoolDown", "soon", "LlmProviders:Models:smart:CoolDown")]
    [InlineData("Models:smart:MaxRetries", "99", "must be between 0 and 10")]
    [InlineData("Models:smart:AlsoFailOverOn", "Everything", "LlmProviders:Models:smart:AlsoFailOverOn")]
    [InlineData("Models:smart:AlsoFailOverOn", "InvalidRequest", "InvalidRequest")]
    [InlineData("Models:smart:Targets:0:Weigth", "1", "LlmProviders:Models:smart:Targets:0:Weigth is no setting")]
    [InlineData("Models:smart:Targets:0:Weight", "many", "LlmProviders:Models:smart:Targets:0:Weight")]
    [InlineData("Models:eu:0", "us", "there is a provider 'eu'")]
    public async Task What_is_wrong_with_a_group_is_found_at_start(string key, string value, string words)
    {
        var e = await StartAsync(("LlmProviders:Models:smart:Targets:0:Model", "eu/large"), ($"LlmProviders:{key}", value));

        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B04_a_lone_provider_does_not_take_a_model_of_another_vendor_in_a_group()
    {
        await using var services = Container.Build(b => b.AddFake("eu", o => o.ApiKey = "k"), ("LlmProviders:Models:smart:0", "anthropic/claude"));

        var e = Assert.Throws<LlmProviderException>(() => services.GetRequiredService<ILlmProviderRegistry>().Resolve("smart"));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("LlmProviders:Models:smart:0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_taken_are_refused_at_once()
    {
        var builder = Two(new ServiceCollection().AddLlmProviders()).AddModelGroup("smart", "eu");

        Assert.Throws<ArgumentException>(() => builder.AddModelGroup("Smart", "eu"));
        Assert.Throws<ArgumentException>(() => builder.AddModelGroup("eu", "us"));
        Assert.Throws<ArgumentException>(() => builder.AddModelGroup("a/b", "us"));
        Assert.Throws<ArgumentException>(() => builder.AddFake("smart"));
        Assert.Throws<ArgumentException>(() => builder.AddFake("models"));
    }

    [Fact]
    public async Task A_group_is_among_the_names_somebody_may_have_meant()
    {
        await using var services = Container.Build(b => Two(b), s_list);

        Assert.Contains("smart", Assert.Throws<LlmProviderException>(() => services.GetRequiredService<ILlmProviderRegistry>().Resolve("smrt")).Message, StringComparison.Ordinal);
    }

    private static LlmProvidersBuilder Two(LlmProvidersBuilder builder) =>
        builder.AddFake("eu", o => (o.ApiKey, o.MaxRetries) = ("k", 0)).AddFake("us", o => (o.ApiKey, o.MaxRetries) = ("k", 0));

    private static async Task<OptionsValidationException> StartAsync(params (string, string)[] settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddConfiguration(Container.Configuration(settings));
        Two(builder.Services.AddLlmProviders());
        using var host = builder.Build();
        return await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
    }
}
