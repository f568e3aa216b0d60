// Facts: models.dev, commit f3fc6922 of 2026-07-02 (MIT, Copyright (c) 2025 models.dev).
// The gateway reads PDF for every model: https://openrouter.ai/docs/features/multimodal/pdfs
// text-embedding-3-small is not in models.dev; it was recorded answering.
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of OpenRouter that are known without asking.</summary>
internal static class OpenRouterModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("openrouter", "https://openrouter.ai/models",
    [
        Chat("anthropic/claude-sonnet-4.6", "Claude Sonnet 4.6", 1_000_000, 128_000, Text | Image | Pdf, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(3m, 15m, 0.3m, 3.75m), Released = new(2026, 2, 17), KnowledgeCutoff = new(2025, 8, 31) },
        Chat("openai/gpt-5.4-mini", "GPT-5.4 mini", 400_000, 128_000, Text | Image | Pdf, Tools | StructuredOutput | Reasoning) with
        { IsDefault = true, Prices = Usd(0.75m, 4.5m, 0.075m), Released = new(2026, 3, 17), KnowledgeCutoff = new(2025, 8, 31), RejectedParameters = ModelParameters.Sampling },
        Chat("google/gemini-3.5-flash", "Gemini 3.5 Flash", 1_048_576, 65_536, Text | Image | Audio | Video | Pdf, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(1.5m, 9m, 0.15m, 0.083333m), Released = new(2026, 5, 19), KnowledgeCutoff = new(2025, 1, 31) },
        Chat("deepseek/deepseek-v4-flash", "DeepSeek V4 Flash", 1_048_575, 65_536, Text | Pdf, Tools | StructuredOutput | Reasoning) with
        { Prices = Usd(0.098m, 0.196m, 0.02m), Released = new(2026, 4, 24), KnowledgeCutoff = new(2025, 5, 31) },
        Embedding("openai/text-embedding-3-small", "Text Embedding 3 small", dimensions: 1536) with { IsDefault = true },
    ]);
}
