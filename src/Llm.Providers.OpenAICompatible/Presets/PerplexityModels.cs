// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
// Images and files are the vendor's word, not models.dev's: https://docs.perplexity.ai/api-reference/chat-completions-post
// The embedding models are those of the vendor's client (@perplexity-ai/perplexity_ai 0.38.5); the length of a vector was recorded.
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Perplexity that are known without asking.</summary>
internal static class PerplexityModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("perplexity", "https://docs.perplexity.ai",
    [
        Chat("sonar", "Sonar", 128_000, 4_096, Text | Image | Pdf, Nothing) with
        { IsDefault = true, Prices = Usd(1m, 1m), Released = new(2024, 1, 1), KnowledgeCutoff = new(2025, 9, 1) },
        Chat("sonar-pro", "Sonar Pro", 200_000, 8_192, Text | Image | Pdf, Nothing) with
        { Prices = Usd(3m, 15m), Released = new(2024, 1, 1), KnowledgeCutoff = new(2025, 9, 1) },
        Chat("sonar-reasoning-pro", "Sonar Reasoning Pro", 128_000, 4_096, Text | Image | Pdf, Reasoning) with
        { Prices = Usd(2m, 8m), Released = new(2024, 1, 1), KnowledgeCutoff = new(2025, 9, 1) },
        Chat("sonar-deep-research", "Perplexity Sonar Deep Research", 128_000, 32_768, Text | Pdf, Reasoning) with
        { Prices = Usd(2m, 8m), Released = new(2025, 2, 1), KnowledgeCutoff = new(2025, 1, 31), RejectedParameters = ModelParameters.Sampling },
        Embedding("pplx-embed-v1-0.6b", "Perplexity Embed 0.6B", dimensions: 1024) with { IsDefault = true },
        Embedding("pplx-embed-v1-4b", "Perplexity Embed 4B"),
    ]);
}
