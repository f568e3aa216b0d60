// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
// Schemas are taken by few models, so StructuredOutput is left open.
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Z.AI that are known without asking.</summary>
internal static class ZAIModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("zai", "https://docs.z.ai/guides/overview/pricing",
    [
        Chat("glm-4.7", "GLM-4.7", 204_800, 131_072, Text, Tools | Reasoning) with
        { IsDefault = true, Prices = Usd(0.6m, 2.2m, 0.11m, 0m), Released = new(2025, 12, 22), KnowledgeCutoff = new(2025, 4, 30) },
        Chat("glm-5.1", "GLM-5.1", 200_000, 131_072, Text, Tools | Reasoning) with
        { Prices = Usd(1.4m, 4.4m, 0.26m, 0m), Released = new(2026, 4, 7) },
        Chat("glm-5.2", "GLM-5.2", 1_000_000, 131_072, Text, Tools | Reasoning) with
        { Prices = Usd(1.4m, 4.4m, 0.26m, 0m), Released = new(2026, 6, 13) },
        Chat("glm-4.5-air", "GLM-4.5-Air", 131_072, 98_304, Text, Tools | Reasoning) with
        { Prices = Usd(0.2m, 1.1m, 0.03m, 0m), Released = new(2025, 7, 28), KnowledgeCutoff = new(2025, 4, 30) },
    ]);
}
