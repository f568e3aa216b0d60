// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Groq that are known without asking.</summary>
internal static class GroqModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("groq", "https://console.groq.com/docs/models",
    [
        Chat("openai/gpt-oss-120b", "GPT OSS 120B", 131_072, 65_536, Text, Tools | StructuredOutput | Reasoning) with
        { IsDefault = true, Prices = Usd(0.15m, 0.6m, 0.075m), Released = new(2025, 8, 5) },
        Chat("openai/gpt-oss-20b", "GPT OSS 20B", 131_072, 65_536, Text, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(0.075m, 0.3m, 0.0375m), Released = new(2025, 8, 5) },
        Chat("llama-3.3-70b-versatile", "Llama 3.3 70B", 131_072, 32_768, Text, Tools) with
        { Prices = Usd(0.59m, 0.79m), Released = new(2024, 12, 6), KnowledgeCutoff = new(2023, 12, 31) },
        Chat("qwen/qwen3-32b", "Qwen3-32B", 131_072, 40_960, Text, Tools | Reasoning) with
        { Status = ModelStatus.Preview, Prices = Usd(0.29m, 0.59m), Released = new(2025, 6, 11) },
    ]);
}
