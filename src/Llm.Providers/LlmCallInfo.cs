namespace Llm.Providers;

/// <summary>What is known of a call beside its answer.</summary>
public sealed record LlmCallInfo
{
    /// <summary>Gets the vendor's id of the request, for a support case; <see langword="null"/> when it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the number of requests that were sent for the call.</summary>
    /// <value>1 or more.</value>
    public int Attempts { get; init; } = 1;

    /// <summary>Gets the vendor's limits, as they were when the answer began.</summary>
    public IReadOnlyList<RateLimit> RateLimits { get; init; } = [];
}
