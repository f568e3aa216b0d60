// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Together AI that are known without asking.</summary>
internal static class TogetherModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("together", "https://docs.together.ai/docs/serverless-models",
    [
        Chat("openai/gpt-oss-120b", "GPT OSS 120B", 131_072, 131_072, Text, Tools | Reasoning) with
        { IsDefault = true, Prices = Usd(0.15m, 0.6m), Released = new(2025, 8, 5), KnowledgeCutoff = new(2025, 8, 31) },
        Chat("meta-llama/Llama-3.3-70B-Instruct-Turbo", "Llama 3.3 70B", 131_072, 131_072, Text, Tools) with
        { Prices = Usd(0.88m, 0.88m), Released = new(2024, 12, 6), KnowledgeCutoff = new(2023, 12, 31) },
        Chat("moonshotai/Kimi-K2.6", "Kimi K2.6", 262_144, 131_000, Text | Image | Video, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(1.2m, 4.5m, 0.2m), Released = new(2026, 4, 21), KnowledgeCutoff = new(2025, 1, 31) },
        Chat("zai-org/GLM-5.1", "GLM-5.1", 202_752, 131_072, Text, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(1.4m, 4.4m), Released = new(2026, 4, 7), KnowledgeCutoff = new(2025, 11, 30) },
    ]);
}
