// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
// Reasoning models refuse penalties and stop sequences. models.dev names PDF as input; chat completions takes none.
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of xAI that are known without asking.</summary>
internal static class XAIModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("xai", "https://docs.x.ai/docs/models",
    [
        Chat("grok-4.3", "Grok 4.3", 1_000_000, 30_000, Text | Image, Tools | StructuredOutput | Reasoning) with
        { IsDefault = true, Prices = Usd(1.25m, 2.5m, 0.2m), Released = new(2026, 4, 17), RejectedParameters = PenaltiesAndStop },
        Chat("grok-4.20-0309-reasoning", "Grok 4.20 (Reasoning)", 1_000_000, 30_000, Text | Image, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(1.25m, 2.5m, 0.2m), Released = new(2026, 3, 9), RejectedParameters = PenaltiesAndStop },
        Chat("grok-4.20-0309-non-reasoning", "Grok 4.20 (Non-Reasoning)", 1_000_000, 30_000, Text | Image, Tools | StructuredOutput) with
        { Prices = Usd(1.25m, 2.5m, 0.2m), Released = new(2026, 3, 9) },
        Chat("grok-build-0.1", "Grok Build 0.1", 256_000, 256_000, Text | Image, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(1m, 2m, 0.2m), Released = new(2026, 4, 16), RejectedParameters = PenaltiesAndStop },
    ]);
}
