namespace Llm.Providers;

/// <summary>Where a cost comes from.</summary>
public enum LlmCostSource
{
    /// <summary>Counted here: the tokens of the answer times the price list of the model on that day.</summary>
    PriceList,

    /// <summary>Said by the provider in its answer.</summary>
    Provider,
}
