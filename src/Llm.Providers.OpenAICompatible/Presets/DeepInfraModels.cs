// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of DeepInfra that are known without asking.</summary>
internal static class DeepInfraModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("deepinfra", "https://deepinfra.com/models",
    [
        Chat("openai/gpt-oss-120b", "GPT OSS 120B", 131_072, 16_384, Text, Tools | Reasoning) with
        { IsDefault = true, Prices = Usd(0.039m, 0.19m), Released = new(2025, 8, 5) },
        Chat("meta-llama/Llama-3.3-70B-Instruct-Turbo", "Llama 3.3 70B Turbo", 131_072, 16_384, Text, Tools) with
        { Prices = Usd(0.1m, 0.32m), Released = new(2024, 12, 6) },
        Chat("moonshotai/Kimi-K2.6", "Kimi K2.6", 262_144, 16_384, Text | Image | Video, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(0.75m, 3.5m, 0.15m), Released = new(2026, 4, 21), KnowledgeCutoff = new(2024, 4, 30) },
        Chat("zai-org/GLM-4.7", "GLM-4.7", 202_752, 16_384, Text, Tools | Reasoning) with
        { Prices = Usd(0.4m, 1.75m, 0.08m), Released = new(2025, 12, 22), KnowledgeCutoff = new(2025, 4, 30) },
    ]);
}
