namespace Llm.Providers;

/// <summary>When a provider that keeps failing is left alone for a while. Off unless <see cref="Enabled"/> is set.</summary>
/// <remarks>
/// Failures of the vendor count: <see cref="LlmErrorKind.Unavailable"/>, <see cref="LlmErrorKind.Network"/> and <see cref="LlmErrorKind.Timeout"/>. An answer that
/// refuses, for a rate limit or for what is wrong with a request, is an attempt that did not fail; what was cancelled or never sent is no attempt. While the circuit is open, calls fail at once with <see cref="LlmErrorKind.Unavailable"/> and the rest of the break as
/// <see cref="LlmProviderException.RetryAfter"/>; a group of models goes on to its next target. After the break one call at a time is let through to see.
/// </remarks>
public sealed class LlmCircuitBreaker
{
    /// <summary>Gets or sets a value indicating whether there is a circuit breaker.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>Gets or sets the share of attempts that have to fail.</summary>
    /// <value>More than 0, up to 1. The default is 0.5.</value>
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Gets or sets the number of attempts within <see cref="Window"/> below which no share is taken.</summary>
    /// <value>At least 2. The default is 10.</value>
    public int MinimumAttempts { get; set; } = 10;

    /// <summary>Gets or sets the time over which attempts are counted.</summary>
    /// <value>1 second to 1 hour. The default is 30 seconds.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long the provider is left alone.</summary>
    /// <value>1 second to 1 hour. The default is 30 seconds.</value>
    public TimeSpan BreakDuration { get; set; } = TimeSpan.FromSeconds(30);
}
