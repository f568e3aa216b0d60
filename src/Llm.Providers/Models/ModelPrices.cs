namespace Llm.Providers;

/// <summary>What a model costs.</summary>
/// <remarks>Every price is in US dollars per 1,000,000 tokens; <see langword="null"/> means unknown, 0 means free.</remarks>
public sealed record ModelPrices
{
    /// <summary>Gets the price of input that is not read from a cache.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? Input { get; init; }

    /// <summary>Gets the price of output, reasoning included.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? Output { get; init; }

    /// <summary>Gets the price of input read from the vendor's prompt cache.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? CacheRead { get; init; }

    /// <summary>Gets the price of input written to the vendor's prompt cache.</summary>
    /// <value>USD per 1,000,000 tokens.</value>
    public decimal? CacheWrite { get; init; }
}
