// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Cerebras that are known without asking.</summary>
internal static class CerebrasModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("cerebras", "https://inference-docs.cerebras.ai/models/overview",
    [
        Chat("gpt-oss-120b", "GPT OSS 120B", 131_072, 40_960, Text, Tools | StructuredOutput | Reasoning) with
        { IsDefault = true, Prices = Usd(0.35m, 0.75m), Released = new(2025, 8, 5) },
        Chat("zai-glm-4.7", "Z.AI GLM-4.7", 131_072, 40_960, Text, Tools | StructuredOutput | Reasoning) with
        { Status = ModelStatus.Preview, Prices = Usd(2.25m, 2.75m, 0m, 0m), Released = new(2026, 1, 7) },
    ]);
}
