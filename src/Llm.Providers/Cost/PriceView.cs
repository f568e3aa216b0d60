namespace Llm.Providers;

/// <summary>The prices that hold for one call: those of its service tier and of the length of its input, and below them the list.</summary>
internal readonly struct PriceView
{
    // The words vendors have for what is not special: OpenAI and Azure, Anthropic and Google, the answer to "auto", Groq.
    private static readonly string[] s_usual = ["default", "standard", "auto", "on_demand"];

    private readonly ModelPrices _list;
    private readonly ModelPrices? _tier;
    private readonly ModelPrices? _service;
    private readonly ModelPrices? _serviceTier;

    public PriceView(ModelPrices list, long input, string? serviceTier)
    {
        _list = list;
        _tier = TierOf(list, input);
        if (string.IsNullOrEmpty(serviceTier))
        {
            return;
        }

        _service = Find(list.ServiceTiers, serviceTier);
        _serviceTier = _service is null ? null : TierOf(_service, input);
        UnknownTier = _service is null && !IsUsual(serviceTier) ? serviceTier : null;
    }

    /// <summary>Gets the service tier whose prices are not known.</summary>
    public string? UnknownTier { get; }

    /// <summary>Finds a price.</summary>
    /// <param name="read">Reads it from a list.</param>
    public decimal? Find(Func<ModelPrices, decimal?> read) =>
        (_serviceTier is null ? null : read(_serviceTier)) ?? (_service is null ? null : read(_service)) ?? (_tier is null ? null : read(_tier)) ?? read(_list);

    private static ModelPrices? TierOf(ModelPrices list, long input)
    {
        PriceTier? found = null;
        foreach (var tier in list.Tiers)
        {
            if (input > tier.AboveInputTokens && (found is null || tier.AboveInputTokens > found.AboveInputTokens))
            {
                found = tier;
            }
        }

        return found?.Prices;
    }

    private static ModelPrices? Find(IReadOnlyDictionary<string, ModelPrices> tiers, string word)
    {
        foreach (var (name, prices) in tiers)
        {
            if (string.Equals(name, word, StringComparison.OrdinalIgnoreCase))
            {
                return prices;
            }
        }

        return null;
    }

    private static bool IsUsual(string word) => Array.Exists(s_usual, u => string.Equals(u, word, StringComparison.OrdinalIgnoreCase));
}
