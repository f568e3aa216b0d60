using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace Llm.Providers;

/// <summary>The retry profile for model calls. Which failures, how often and how long is decided here; the waiting is the resilience library's.</summary>
/// <remarks>
/// The standard profile of Microsoft.Extensions.Http.Resilience gives an attempt 10 seconds: a slow answer would be paid for several
/// times and then fail. Here an attempt has the limits of <see cref="LlmTimeouts"/>, and only failures before any content are tried again.
/// </remarks>
internal static class LlmResilience
{
    /// <summary>The first delay of the exponential back-off when the vendor names none.</summary>
    public static readonly TimeSpan BaseDelay = TimeSpan.FromSeconds(0.5);

    public static readonly ResiliencePropertyKey<CallState> StateKey = new("llm.call");

    // The resilience library waits a day at most.
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromDays(1);

    /// <summary>Makes the pipeline of a provider; <see langword="null"/> when there is nothing for it to do.</summary>
    public static ResiliencePipeline<HttpResponseMessage>? Create(LlmProviderOptions options, TimeProvider time)
    {
        if (options.MaxRetries == 0)
        {
            return null;
        }

        var longest = options.MaxRetryDelay == Timeout.InfiniteTimeSpan ? s_longestDelay : options.MaxRetryDelay;
        return new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time, Name = "llm" }.AddRetry(Retry(options.MaxRetries, longest)).Build();
    }

    /// <summary>Says whether two sets of options mean the same pipeline.</summary>
    public static bool AreSame(LlmProviderOptions a, LlmProviderOptions b) => (a.MaxRetries, a.MaxRetryDelay) == (b.MaxRetries, b.MaxRetryDelay);

    private static HttpRetryStrategyOptions Retry(int retries, TimeSpan longest) => new()
    {
        MaxRetryAttempts = retries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = BaseDelay,
        MaxDelay = longest,
        ShouldRetryAfterHeader = false,
        ShouldHandle = args => new(args.Outcome.Exception is LlmProviderException e && IsWorthRetrying(e) && !(e.RetryAfter > longest) && !IsSpent(args)),
        DelayGenerator = static args => new(args.Outcome.Exception is LlmProviderException { RetryAfter: { } wait } && wait > TimeSpan.Zero ? wait : null), // "now" would use up all tries at once
        OnRetry = static args =>
        {
            if (args.Context.Properties.TryGetValue(StateKey, out var state) && args.Outcome.Exception is LlmProviderException e)
            {
                state.Retrying(e, args.RetryDelay);
            }

            return default;
        },
    };

    // A time limit of our own is not retried: the caller has waited long enough, and the vendor may be charging for the answer it still makes.
    private static bool IsWorthRetrying(LlmProviderException e) => e.IsTransient && (e.StatusCode is not null || e.Kind is LlmErrorKind.Network or LlmErrorKind.StreamInterrupted);

    private static bool IsSpent(RetryPredicateArguments<HttpResponseMessage> args) =>
        args.Context.Properties.TryGetValue(StateKey, out var state) && args.AttemptNumber >= state.MaxRetries;

    /// <summary>What the attempts of one call share.</summary>
    internal abstract class CallState
    {
        public int Attempts { get; set; }

        /// <summary>Gets a limit of this call below the provider's own.</summary>
        public abstract int? MaxRetries { get; }

        public abstract void Retrying(LlmProviderException e, TimeSpan delay);
    }
}
