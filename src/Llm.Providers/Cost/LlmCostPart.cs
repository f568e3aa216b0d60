namespace Llm.Providers;

/// <summary>One part of a cost: so many units at a price.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Count">The number of tokens, requests or searches.</param>
/// <param name="Price">The price in USD of <see cref="Units"/> of them.</param>
public sealed record LlmCostPart(LlmCostPartKind Kind, long Count, decimal Price)
{
    /// <summary>Gets the number of units <see cref="Price"/> is for: 1,000,000 tokens, or 1,000 requests or searches.</summary>
    public int Units => Kind is LlmCostPartKind.Requests or LlmCostPartKind.WebSearches ? 1_000 : 1_000_000;

    /// <summary>Gets the cost, which is not rounded.</summary>
    /// <value>USD.</value>
    public decimal Cost => Count * Price / Units;
}
