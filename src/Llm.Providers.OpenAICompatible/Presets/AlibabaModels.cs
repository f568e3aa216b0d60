// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
// text-embedding-v4 is not in models.dev: https://www.alibabacloud.com/help/en/model-studio/embedding
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Alibaba Cloud Model Studio (DashScope) that are known without asking.</summary>
internal static class AlibabaModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("alibaba", "https://www.alibabacloud.com/help/en/model-studio/models",
    [
        Chat("qwen-plus", "Qwen Plus", 1_000_000, 32_768, Text, Tools | Reasoning) with
        { IsDefault = true, Prices = Usd(0.4m, 1.2m), Released = new(2024, 1, 25), KnowledgeCutoff = new(2024, 4, 30) },
        Chat("qwen3.7-plus", "Qwen3.7 Plus", 1_000_000, 65_536, Text | Image | Video, Tools | Reasoning) with
        { Prices = Usd(0.5m, 3m, 0.05m, 0.625m), Released = new(2026, 6, 2), KnowledgeCutoff = new(2025, 4, 30) },
        Chat("qwen3-max", "Qwen3 Max", 262_144, 65_536, Text, Tools) with
        { Prices = Usd(1.2m, 6m), Released = new(2025, 9, 23), KnowledgeCutoff = new(2025, 4, 30) },
        Chat("qwen-flash", "Qwen Flash", 1_000_000, 32_768, Text, Tools | Reasoning) with
        { Prices = Usd(0.05m, 0.4m), Released = new(2025, 7, 28), KnowledgeCutoff = new(2024, 4, 30) },
        Embedding("text-embedding-v4", "Text Embedding v4", context: 8_192, dimensions: 1024) with { IsDefault = true },
    ]);
}
