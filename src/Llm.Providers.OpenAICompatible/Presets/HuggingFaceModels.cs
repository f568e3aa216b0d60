// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Hugging Face that are known without asking.</summary>
internal static class HuggingFaceModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("huggingface", "https://huggingface.co/docs/inference-providers",
    [
        Chat("openai/gpt-oss-120b", "GPT OSS 120B", 131_072, 32_768, Text, Tools | StructuredOutput | Reasoning) with
        { IsDefault = true, Prices = Usd(0.25m, 0.69m), Released = new(2025, 8, 5) },
        Chat("meta-llama/Llama-3.3-70B-Instruct", "Llama-3.3-70B-Instruct", 131_072, 4_096, Text, Tools | StructuredOutput) with
        { Prices = Usd(0.59m, 0.79m), Released = new(2024, 12, 6), KnowledgeCutoff = new(2023, 12, 31) },
        Chat("deepseek-ai/DeepSeek-V4-Flash", "DeepSeek V4 Flash", 1_048_576, 384_000, Text, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(0.14m, 0.28m), Released = new(2026, 4, 24), KnowledgeCutoff = new(2025, 5, 31) },
        Chat("Qwen/Qwen3-32B", "Qwen3 32B", 131_072, 16_384, Text, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(0.29m, 0.59m), KnowledgeCutoff = new(2025, 4, 30) },
    ]);
}
