// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
// models.dev shows the price and size of the free tier and calls plain models reasoning ones: prices are left open, reasoning was set right.
// text-embedding-3-small is not in models.dev: https://docs.github.com/en/rest/models/embeddings
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of GitHub Models that are known without asking.</summary>
internal static class GitHubModelsModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("github", "https://docs.github.com/en/github-models",
    [
        Chat("openai/gpt-4.1-mini", "GPT-4.1-mini", 128_000, 16_384, Text | Image, Tools) with
        { IsDefault = true, Released = new(2025, 4, 14), KnowledgeCutoff = new(2024, 4, 30) },
        Chat("openai/gpt-4.1", "GPT-4.1", 128_000, 16_384, Text | Image, Tools) with
        { Released = new(2025, 4, 14), KnowledgeCutoff = new(2024, 4, 30) },
        Chat("meta/llama-3.3-70b-instruct", "Llama-3.3-70B-Instruct", 128_000, 32_768, Text, Tools) with
        { Released = new(2024, 12, 6), KnowledgeCutoff = new(2023, 12, 31) },
        Chat("deepseek/deepseek-v3-0324", "DeepSeek-V3-0324", 128_000, 8_192, Text, Tools) with
        { Released = new(2025, 3, 24), KnowledgeCutoff = new(2024, 6, 30) },
        Embedding("openai/text-embedding-3-small", "Text Embedding 3 small", dimensions: 1536) with { IsDefault = true },
    ]);
}
