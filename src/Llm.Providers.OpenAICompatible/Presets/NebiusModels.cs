// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Nebius Token Factory that are known without asking.</summary>
internal static class NebiusModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("nebius", "https://docs.tokenfactory.nebius.com/",
    [
        Chat("openai/gpt-oss-120b", "gpt-oss-120b", 128_000, 8_192, Text, Tools | StructuredOutput | Reasoning) with
        { IsDefault = true, Prices = Usd(0.15m, 0.6m, 0.015m, 0.18m), Released = new(2026, 1, 10), KnowledgeCutoff = new(2025, 9, 30) },
        Chat("Qwen/Qwen3-235B-A22B-Instruct-2507", "Qwen3 235B A22B Instruct 2507", 262_144, 8_192, Text, Tools) with
        { Prices = Usd(0.2m, 0.6m), Released = new(2025, 7, 25), KnowledgeCutoff = new(2025, 7, 31) },
        Chat("meta-llama/Llama-3.3-70B-Instruct", "Llama-3.3-70B-Instruct", 128_000, 8_192, Text, Tools | StructuredOutput) with
        { Prices = Usd(0.13m, 0.4m, 0.013m, 0.16m), Released = new(2025, 12, 5), KnowledgeCutoff = new(2025, 8, 31) },
        Chat("zai-org/GLM-5.2", "GLM-5.2", 432_000, 432_000, Text, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(1.4m, 4.4m), Released = new(2026, 6, 13) },
        Embedding("Qwen/Qwen3-Embedding-8B", "Qwen3-Embedding-8B", context: 32_768) with
        { IsDefault = true, Prices = Usd(0.01m), Released = new(2026, 1, 10), KnowledgeCutoff = new(2025, 10, 31) },
    ]);
}
