namespace Llm.Providers;

/// <summary>What a model costs.</summary>
/// <remarks>Every price is in US dollars per 1,000,000 tokens unless its name says otherwise; <see langword="null"/> means unknown, 0 means free.</remarks>
public sealed record ModelPrices
{
    /// <summary>Gets the first day on which the prices hold; <see langword="null"/> when they have held from the beginning.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Gets the price of input that is not read from a cache.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? Input { get; init; }

    /// <summary>Gets the price of output, reasoning included.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? Output { get; init; }

    /// <summary>Gets the price of input read from the vendor's prompt cache.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? CacheRead { get; init; }

    /// <summary>Gets the price of input written to the vendor's prompt cache for its usual time.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? CacheWrite { get; init; }

    /// <summary>Gets the price of input written to the vendor's prompt cache for an hour.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? CacheWriteOneHour { get; init; }

    /// <summary>Gets the price of sound in the input, where it differs from <see cref="Input"/>.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? InputAudio { get; init; }

    /// <summary>Gets the price of sound read from the vendor's prompt cache, where it differs from <see cref="CacheRead"/>.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? CacheReadAudio { get; init; }

    /// <summary>Gets the price of sound in the output, where it differs from <see cref="Output"/>.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? OutputAudio { get; init; }

    /// <summary>Gets the price of images in the input, where it differs from <see cref="Input"/>.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? InputImage { get; init; }

    /// <summary>Gets the price of images in the output, where it differs from <see cref="Output"/>.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? OutputImage { get; init; }

    /// <summary>Gets the price of reasoning, where it differs from <see cref="Output"/>.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? Reasoning { get; init; }

    /// <summary>Gets the price of a request, beside its tokens.</summary>
    /// <value>USD per 1,000 requests.</value>
    public decimal? ThousandRequests { get; init; }

    /// <summary>Gets the price of a web search the vendor makes for the model.</summary>
    /// <value>USD per 1,000 searches.</value>
    public decimal? ThousandWebSearches { get; init; }

    /// <summary>Gets the prices of long inputs, from the lowest threshold to the highest. A request above a threshold is priced by its tier as a whole.</summary>
    public IReadOnlyList<PriceTier> Tiers { get; init; } = [];

    /// <summary>Gets the prices of other service tiers by the vendor's word for them, such as <c>batch</c>, <c>flex</c> or <c>priority</c>. A price that is not named there is that of the usual tier.</summary>
    public IReadOnlyDictionary<string, ModelPrices> ServiceTiers { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, ModelPrices>.Empty;
}
