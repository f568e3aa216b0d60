using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.Configuration;

/// <summary>Providers that are found by their variables.</summary>
[Trait("Requirement", "S46")]
public sealed class DiscoveryTests
{
    public static TheoryData<string> Ids => AllProviders.Ids;

    [Fact]
    public void What_is_found_are_names_of_variables_and_whether_the_provider_would_start()
    {
        var environment = new Dictionary<string, string> { ["OPENAI_API_KEY"] = "secret-1", ["OPENAI_BASE_URL"] = "https://proxy.test/", ["AZURE_OPENAI_API_KEY"] = "secret-2", ["GROQ_API_KEY"] = " ", ["OLLAMA_HOST"] = "box:1234" };

        var found = EnvironmentDiscovery.Find(AllProviders.Descriptors, environment.GetValueOrDefault).ToDictionary(p => p.ProviderId);

        Assert.Equal(AllProviders.Descriptors.Select(d => d.Id), found.Keys);
        Assert.Equal((true, true, "OPENAI_API_KEY"), (found["openai"].WouldStart, found["openai"].IsSetUp, found["openai"].KeyVariable));
        Assert.Equal(["OPENAI_API_KEY", "OPENAI_BASE_URL"], found["openai"].Variables);
        Assert.Equal((false, "LlmProviders:azure:Endpoint"), (found["azure"].WouldStart, Assert.Single(found["azure"].Faults).Path)); // a key alone is not enough there
        Assert.Equal((false, false), (found["groq"].WouldStart, found["groq"].IsSetUp));
        Assert.Equal((true, false), (found["lmstudio"].WouldStart, found["lmstudio"].IsSetUp)); // needs nothing, and nobody has set it up
        Assert.Equal("LlmProviders:ollama:Endpoint", Assert.Single(found["ollama"].Faults).Path); // http to another machine
        Assert.DoesNotContain("secret", string.Join('\n', found.Values), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_provider_starts_when_its_required_settings_are_in_the_environment(string id)
    {
        var descriptor = AllProviders.Find(id);
        var environment = descriptor.Schema.Fields.Where(f => f.Required).SelectMany(f => f.EnvironmentVariables.Take(1), (f, v) => (v, f.Type)).ToDictionary(f => f.v, f => f.Type == ConfigFieldType.Uri ? "https://mine.test/" : "k");

        var found = Assert.Single(EnvironmentDiscovery.Find([descriptor], environment.GetValueOrDefault));

        Assert.Empty(found.Faults);
        Assert.Equal(environment.Count > 0, found.IsSetUp);
        Assert.NotNull(AllProviders.Create(id, null, new() { Environment = environment.GetValueOrDefault }));
    }

    [Fact]
    public async Task A_builder_adds_those_of_the_candidates_that_are_set_up()
    {
        var environment = new Dictionary<string, string> { ["ANTHROPIC_API_KEY"] = "k", ["DEEPSEEK_API_KEY"] = "k", ["LMSTUDIO_BASE_URL"] = "http://localhost:1234/v1" };
        var configuration = Container.Configuration(("LlmProviders:mine:ApiKey", "k"));
        await using var services = new ServiceCollection().AddLlmProviders(configuration)
            .AddFromEnvironment(b => b.AddOpenAI().AddAnthropic().AddDeepSeek().AddOllama().AddLMStudio().AddFake("mine"), environment.GetValueOrDefault)
            .AddGroq().Services.BuildServiceProvider();

        var registry = services.GetRequiredService<ILlmProviderRegistry>();

        Assert.Equal(["anthropic", "deepseek", "lmstudio", "mine", "groq"], registry.ProviderIds); // mine has a section, and Groq is no candidate but added
        Assert.Null(services.GetKeyedService<IChatClient>("openai"));
    }
}
