using Llm.Providers.OpenAICompatible;

namespace Llm.Providers.Corpus;

/// <summary>What is known of the vendors whose answers were recorded: no more than what changes how an answer is read.</summary>
internal static class Presets
{
    public static OpenAICompatiblePreset Of(string provider)
    {
        var preset = new OpenAICompatiblePreset { Id = provider, DisplayName = provider, Endpoint = new("https://replay.invalid/v1/"), Embeddings = new() };
        return provider switch
        {
            "perplexity" => preset with { Embeddings = new() { Encoding = EmbeddingEncoding.Base64SignedBytes } },
            _ => preset,
        };
    }
}
