// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
// models.dev shows 0 as the price of trials; such prices are left open.
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of NVIDIA NIM that are known without asking.</summary>
internal static class NvidiaModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("nvidia", "https://docs.api.nvidia.com/nim/",
    [
        Chat("nvidia/nemotron-3-super-120b-a12b", "Nemotron 3 Super", 262_144, 262_144, Text, Tools | Reasoning) with
        { IsDefault = true, Prices = Usd(0.2m, 0.8m), Released = new(2026, 3, 11), KnowledgeCutoff = new(2024, 4, 30) },
        Chat("openai/gpt-oss-120b", "GPT-OSS-120B", 128_000, 8_192, Text, Tools | StructuredOutput | Reasoning) with
        { Released = new(2025, 8, 4), KnowledgeCutoff = new(2025, 8, 31) },
        Chat("meta/llama-3.3-70b-instruct", "Llama 3.3 70b Instruct", 128_000, 4_096, Text, Tools | StructuredOutput) with
        { Released = new(2024, 11, 26) },
        Chat("moonshotai/kimi-k2.6", "Kimi K2.6", 262_144, 262_144, Text | Image | Video, Tools | StructuredOutput | Reasoning) with
        { Released = new(2026, 4, 21), KnowledgeCutoff = new(2025, 1, 31) },
        Embedding("baai/bge-m3", "BGE M3", context: 8_192, dimensions: 1024) with
        { IsDefault = true, Released = new(2024, 1, 30) },
    ]);
}
