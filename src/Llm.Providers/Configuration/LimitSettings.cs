namespace Llm.Providers;

/// <summary>The settings of <see cref="LlmLimits"/> and <see cref="LlmCircuitBreaker"/>, and of the check of streams.</summary>
internal static class LimitSettings
{
    /// <summary>How much is sent at a time.</summary>
    public static ConfigSchema<TOptions> Limits<TOptions>(this ConfigSchema<TOptions> schema)
        where TOptions : LlmProviderOptions, new() => schema
        .Integer("MaxConcurrentRequests", "Requests at once", "Requests under way at a time, streams until they are read; empty for no limit.", 1, 100_000, o => o.Limits.MaxConcurrentRequests, (o, v) => o.Limits.MaxConcurrentRequests = v)
        .Integer("RequestsPerMinute", "Requests per minute", "Retries included; empty for no limit.", 1, null, o => o.Limits.RequestsPerMinute, (o, v) => o.Limits.RequestsPerMinute = v)
        .Integer("TokensPerMinute", "Tokens per minute", "Input and output together; empty for no limit.", 1, null, o => o.Limits.TokensPerMinute, (o, v) => o.Limits.TokensPerMinute = v)
        .Integer("MaxQueuedRequests", "Requests in line", "Requests that may wait for the limits; 0 means that nothing waits.", 0, 1_000_000, o => o.Limits.MaxQueuedRequests, (o, v) => o.Limits.MaxQueuedRequests = v)
        .Boolean("ObserveVendorLimits", "Observe the vendor's limits", "Whether requests wait when the vendor says that nothing is left.", o => o.Limits.ObserveVendorLimits, (o, v) => o.Limits.ObserveVendorLimits = v);

    /// <summary>When a failing provider is left alone.</summary>
    public static ConfigSchema<TOptions> CircuitBreaker<TOptions>(this ConfigSchema<TOptions> schema)
        where TOptions : LlmProviderOptions, new() => schema
        .Boolean("CircuitBreaker", "Circuit breaker", "Whether a failing provider is left alone for a while.", o => o.CircuitBreaker.Enabled, (o, v) => o.CircuitBreaker.Enabled = v)
        .Number("CircuitBreakerFailureRatio", "Failures that open the circuit", "The share of attempts, above 0 and up to 1.", 0.01, 1, o => o.CircuitBreaker.FailureRatio, (o, v) => o.CircuitBreaker.FailureRatio = v)
        .Integer("CircuitBreakerMinimumAttempts", "Attempts before the circuit can open", "Attempts within the window.", 2, null, o => o.CircuitBreaker.MinimumAttempts, (o, v) => o.CircuitBreaker.MinimumAttempts = v)
        .Seconds("CircuitBreakerWindow", "Window of the circuit", "How far back attempts are counted.", 1, 3_600, o => o.CircuitBreaker.Window, (o, v) => o.CircuitBreaker.Window = v)
        .Seconds("CircuitBreakerDuration", "Rest of an open circuit", "How long an open circuit stays open.", 1, 3_600, o => o.CircuitBreaker.BreakDuration, (o, v) => o.CircuitBreaker.BreakDuration = v);

    /// <summary>How much may come back, and whether it is checked.</summary>
    public static ConfigSchema<TOptions> Sizes<TOptions>(this ConfigSchema<TOptions> schema)
        where TOptions : LlmProviderOptions, new() => schema
        .Integer("MaxResponseBytes", "Largest answer", "Bytes of an answer that is not streamed.", 1024, 2_147_483_000, o => o.Limits.MaxResponseBytes, (o, v) => o.Limits.MaxResponseBytes = v)
        .Integer("MaxEventBytes", "Largest event of a stream", "Bytes of one event.", 1024, 1 << 30, o => o.Limits.MaxEventBytes, (o, v) => o.Limits.MaxEventBytes = v)
        .Integer("MaxResponseHeadersKilobytes", "Largest headers of an answer", "Kilobytes, for connections this library opens.", 1, 1024, o => o.Limits.MaxResponseHeadersKilobytes, (o, v) => o.Limits.MaxResponseHeadersKilobytes = v)
        .With(f => f with { NeedsRestart = true })
        .Boolean("CheckStreamLaws", "Check streams", "Whether streams are checked at run time, for tests and debug builds.", o => o.CheckStreamLaws, (o, v) => o.CheckStreamLaws = v);
}
