using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Models;

/// <summary>Names that people use for models of our own catalogs.</summary>
public sealed class VendorLookupTests
{
    [Theory]
    [InlineData("claude-sonnet-4-5-20250929")]
    [InlineData("claude-sonnet-4-5@20250929")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0")]
    [InlineData("global.anthropic.claude-sonnet-4-5-v1:0")]
    [InlineData("anthropic/claude-sonnet-4-5")]
    [Trait("Requirement", "T29")]
    public void T29_a_model_of_Claude_is_known_by_its_names_elsewhere(string id)
    {
        var model = new AnthropicProvider(new() { ApiKey = "k" }).GetModel(id);

        Assert.Equal((200_000, 64_000, 3m), (model.ContextWindow, model.MaxOutputTokens, model.Prices?.Input));
    }

    [Theory]
    [InlineData("gemini-2.5-flash-001")]
    [InlineData("models/gemini-2.5-flash")]
    [InlineData("publishers/google/models/gemini-2.5-flash")]
    [Trait("Requirement", "T29")]
    public void T29_a_model_of_Gemini_is_known_by_its_names_elsewhere(string id) =>
        Assert.Equal(0.3m, new GoogleProvider(new() { ApiKey = "k" }).GetModel(id).Prices?.Input);

    [Fact]
    [Trait("Requirement", "T27")]
    [Trait("Requirement", "B14")]
    public void T27_B14_a_dated_id_nobody_has_heard_of_is_called_like_its_model()
    {
        var handler = new CannedHandler("{}");
        var provider = new OpenAIProvider(new() { ApiKey = "k", MaxRetries = 0, Wire = OpenAIWire.ChatCompletions }, new(new HttpClient(handler)));

        var preview = provider.PreviewRequest([new(ChatRole.User, "hi")], new() { ModelId = "gpt-5-mini-2031-12-24", Temperature = 0.5f, MaxOutputTokens = 50 });

        Assert.Contains("\"model\":\"gpt-5-mini-2031-12-24\"", preview.Body, StringComparison.Ordinal);
        Assert.Contains("\"max_completion_tokens\":50", preview.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("temperature", preview.Body, StringComparison.Ordinal);
        Assert.Contains(preview.Warnings, w => w.StartsWith("ChatOptions.Temperature", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Requirement", "T29")]
    public void T29_a_deployment_has_the_facts_of_the_model_it_stands_for()
    {
        var provider = new AzureOpenAIProvider(new()
        {
            ApiKey = "k", Endpoint = new("https://res.openai.azure.com"), Deployments = { ["our-model"] = "prod-chat" }, Models = { new() { Id = "our-model", ProviderId = "azure", ContextWindow = 12 } },
        });

        var (deployment, other) = (provider.GetModel("prod-chat"), provider.GetModel("prod-other"));

        Assert.Equal(("prod-chat", "our-model", 12, false), (deployment.Id, deployment.FactsFrom, deployment.ContextWindow, deployment.IsInferred));
        Assert.Equal(ModelOrigin.Assumed, other.Origin);
    }
}
