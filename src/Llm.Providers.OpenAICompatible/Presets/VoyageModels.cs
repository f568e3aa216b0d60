// Facts: prices from genai-prices, commit 47df840a of 2026-08-21 (MIT, Pydantic Services Inc.); sizes from the page below.
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of Voyage AI that are known without asking.</summary>
internal static class VoyageModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("voyage", "https://docs.voyageai.com/docs/embeddings",
    [
        Embedding("voyage-4-large", "Voyage 4 Large", context: 32_000, dimensions: 1024) with
        { Prices = Usd(0.12m) },
        Embedding("voyage-4", "Voyage 4", context: 32_000, dimensions: 1024) with
        { IsDefault = true, Prices = Usd(0.06m) },
        Embedding("voyage-code-3", "Voyage Code 3", context: 32_000, dimensions: 1024) with
        { Prices = Usd(0.18m) },
    ]);
}
