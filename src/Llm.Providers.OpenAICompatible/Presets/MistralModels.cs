// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
// Models that see read PDF too: https://docs.mistral.ai/capabilities/document_ai/document_qna/
// The length of a vector was recorded: models.dev gives another number.
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Mistral AI that are known without asking.</summary>
internal static class MistralModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("mistral", "https://docs.mistral.ai/getting-started/models/",
    [
        Chat("mistral-small-latest", "Mistral Small (latest)", 256_000, 256_000, Text | Image | Pdf, Tools | Reasoning) with
        { IsDefault = true, Prices = Usd(0.15m, 0.6m), Released = new(2026, 3, 16), KnowledgeCutoff = new(2025, 6, 30) },
        Chat("mistral-medium-2604", "Mistral Medium 3.5", 262_144, 262_144, Text | Image | Pdf, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(1.5m, 7.5m), Released = new(2026, 4, 29) },
        Chat("mistral-large-latest", "Mistral Large (latest)", 262_144, 262_144, Text | Image | Pdf, Tools) with
        { Prices = Usd(0.5m, 1.5m), Released = new(2024, 11, 1), KnowledgeCutoff = new(2024, 11, 30) },
        Chat("codestral-latest", "Codestral (latest)", 256_000, 4_096, Text, Tools) with
        { Prices = Usd(0.3m, 0.9m), Released = new(2024, 5, 29), KnowledgeCutoff = new(2024, 10, 31) },
        Embedding("mistral-embed", "Mistral Embed", context: 8_000, dimensions: 1024) with
        { IsDefault = true, Prices = Usd(0.1m), Released = new(2023, 12, 11) },
    ]);
}
