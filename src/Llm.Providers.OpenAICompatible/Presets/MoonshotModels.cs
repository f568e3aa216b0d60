// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
// Sampling is fixed for kimi models. The vendor takes a dialect of JSON Schema of its own, so StructuredOutput is left open.
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Moonshot AI (Kimi) that are known without asking.</summary>
internal static class MoonshotModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("moonshot", "https://platform.moonshot.ai/docs/api/chat",
    [
        Chat("kimi-k2.6", "Kimi K2.6", 262_144, 262_144, Text | Image | Video, Tools | Reasoning) with
        { IsDefault = true, Prices = Usd(0.95m, 4m, 0.16m), Released = new(2026, 4, 21), KnowledgeCutoff = new(2025, 1, 31), RejectedParameters = ModelParameters.Sampling },
        Chat("kimi-k2.5", "Kimi K2.5", 262_144, 262_144, Text | Image | Video, Tools | Reasoning) with
        { Prices = Usd(0.6m, 3m, 0.1m), KnowledgeCutoff = new(2025, 1, 31), RejectedParameters = ModelParameters.Sampling },
        Chat("kimi-k2.7-code", "Kimi K2.7 Code", 262_144, 262_144, Text | Image | Video, Tools | Reasoning) with
        { Prices = Usd(0.95m, 4m, 0.19m), Released = new(2026, 6, 12), KnowledgeCutoff = new(2025, 1, 31), RejectedParameters = ModelParameters.Sampling },
    ]);
}
