// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Fireworks AI that are known without asking.</summary>
internal static class FireworksModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("fireworks", "https://fireworks.ai/docs/",
    [
        Chat("accounts/fireworks/models/gpt-oss-120b", "GPT OSS 120B", 131_072, 32_768, Text, Tools | Reasoning) with
        { IsDefault = true, Prices = Usd(0.15m, 0.6m, 0.015m), Released = new(2025, 8, 5) },
        Chat("accounts/fireworks/models/deepseek-v4-flash", "DeepSeek V4 Flash", 1_000_000, 384_000, Text, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(0.14m, 0.28m, 0.028m), Released = new(2026, 4, 24), KnowledgeCutoff = new(2025, 5, 31) },
        Chat("accounts/fireworks/models/kimi-k2p6", "Kimi K2.6", 262_000, 262_000, Text | Image, Tools | Reasoning) with
        { Prices = Usd(0.95m, 4m, 0.16m), Released = new(2026, 4, 17) },
        Chat("accounts/fireworks/models/glm-5p1", "GLM 5.1", 202_800, 131_072, Text, Tools | Reasoning) with
        { Prices = Usd(1.4m, 4.4m, 0.26m), Released = new(2026, 4, 1) },
    ]);
}
