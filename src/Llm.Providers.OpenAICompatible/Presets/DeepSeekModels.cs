// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
// The vendor takes no schema in chat completions, so StructuredOutput is left open.
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of DeepSeek that are known without asking.</summary>
internal static class DeepSeekModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("deepseek", "https://api-docs.deepseek.com/quick_start/pricing",
    [
        Chat("deepseek-v4-flash", "DeepSeek V4 Flash", 1_000_000, 384_000, Text, Tools | Reasoning) with
        { IsDefault = true, Prices = Usd(0.14m, 0.28m, 0.0028m), Released = new(2026, 4, 24), KnowledgeCutoff = new(2025, 5, 31) },
        Chat("deepseek-v4-pro", "DeepSeek V4 Pro", 1_000_000, 384_000, Text, Tools | Reasoning) with
        { Prices = Usd(0.435m, 0.87m, 0.003625m), Released = new(2026, 4, 24), KnowledgeCutoff = new(2025, 5, 31) },
        Chat("deepseek-chat", "DeepSeek Chat", 1_000_000, 384_000, Text, Tools) with
        { Prices = Usd(0.14m, 0.28m, 0.0028m), Released = new(2025, 12, 1), KnowledgeCutoff = new(2025, 9, 30) },
        Chat("deepseek-reasoner", "DeepSeek Reasoner", 1_000_000, 384_000, Text, Tools | Reasoning) with
        { Prices = Usd(0.14m, 0.28m, 0.0028m), Released = new(2025, 12, 1), KnowledgeCutoff = new(2025, 9, 30) },
    ]);
}
