namespace Llm.Providers;

/// <summary>What is known of a call beside its answer.</summary>
public sealed record LlmCallInfo
{
    /// <summary>Gets the vendor's id of the request, for a support case; <see langword="null"/> when it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the model that answered, as the vendor names it: often more exact than the one that was asked for; <see langword="null"/> when it did not say.</summary>
    public string? ServedModel { get; init; }

    /// <summary>Gets after what time the first content of a stream came, or the headers of an answer that is not streamed.</summary>
    /// <value>Counted from the sending of the request that was answered: failed attempts, waits between them and time spent in line for a limit are not in it. <see langword="null"/> when no content came.</value>
    public TimeSpan? TimeToFirstContent { get; init; }

    /// <summary>Gets the number of requests that were sent for the call.</summary>
    /// <value>1 or more.</value>
    public int Attempts { get; init; } = 1;

    /// <summary>Gets the vendor's limits, as they were when the answer began.</summary>
    public IReadOnlyList<RateLimit> RateLimits { get; init; } = [];
}
