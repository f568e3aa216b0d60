namespace Llm.Providers;

/// <summary>The prices of requests whose input is longer than a threshold.</summary>
/// <param name="AboveInputTokens">The threshold in tokens of input, cached ones included; the tier holds for more than that.</param>
/// <param name="Prices">The prices; one that is not named is that of the list the tier belongs to.</param>
public sealed record PriceTier(int AboveInputTokens, ModelPrices Prices);
