using Llm.Providers.Anthropic;
using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.Anthropic;

/// <summary>Anthropic, as it is put through the scenarios.</summary>
internal static class AnthropicSubject
{
    public static ScenarioSubject Instance { get; } = new(Claude.Budget, "none", (root, configure, services) =>
    {
        var options = new AnthropicOptions { Endpoint = root };
        configure(options);
        return new AnthropicProvider(options, services);
    });

    /// <summary>The vendor has no embeddings: they are refused, and no other vendor is asked instead.</summary>
    public static Task EmbeddingsAreRefused()
    {
        var e = Assert.Throws<LlmProviderException>(() => Claude.Provider().CreateEmbeddingGenerator("none"));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        return Task.CompletedTask;
    }
}
