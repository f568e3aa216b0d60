namespace Llm.Providers;

/// <summary>What a vendor says of one of its limits, as it was when the answer came.</summary>
/// <param name="Name">What is limited, in the vendor's word: <c>requests</c>, <c>tokens</c>, <c>input-tokens</c>, <c>output-tokens</c>.</param>
/// <param name="Limit">How much there is in all; <see langword="null"/> when not said.</param>
/// <param name="Remaining">How much is left; <see langword="null"/> when not said.</param>
/// <param name="ResetsIn">After what time it is full again; <see langword="null"/> when not said.</param>
public sealed record RateLimit(string Name, long? Limit, long? Remaining, TimeSpan? ResetsIn);
