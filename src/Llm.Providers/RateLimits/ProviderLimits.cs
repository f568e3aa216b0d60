using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>The limits of one provider: who wants to send takes a permit first, and waits in line for it if need be.</summary>
internal sealed class ProviderLimits
{
    private readonly string _providerId;
    private readonly string _displayName;
    private readonly LlmLimits _limits;
    private readonly TimeSpan _longest;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RateLimiter? _places;
    private readonly RateBucket? _requests;
    private readonly TokenRate? _tokens;
    private readonly VendorPauses? _pauses;
    private int _waiting;

    private ProviderLimits(string providerId, string displayName, LlmProviderOptions options, TimeProvider time, ILogger logger)
    {
        _providerId = providerId;
        _displayName = displayName;
        _limits = options.Limits;
        _longest = options.MaxRetryDelay == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : options.MaxRetryDelay;
        _time = time;
        _logger = logger;
        _places = _limits.MaxConcurrentRequests is { } places
            ? new ConcurrencyLimiter(new() { PermitLimit = places, QueueLimit = _limits.MaxQueuedRequests, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })
            : null;
        _requests = _limits.RequestsPerMinute is { } requests ? new(requests, time) : null;
        _tokens = _limits.TokensPerMinute is { } tokens ? new(tokens, time) : null;
        _pauses = _limits.ObserveVendorLimits ? new(time) : null;
    }

    /// <summary>Makes the limits of a provider; <see langword="null"/> when it has none.</summary>
    public static ProviderLimits? Create(string providerId, string displayName, LlmProviderOptions options, TimeProvider time, ILogger logger) =>
        options.Limits is { MaxConcurrentRequests: null, RequestsPerMinute: null, TokensPerMinute: null, ObserveVendorLimits: false } ? null : new(providerId, displayName, options, time, logger);

    /// <summary>Says whether two sets of options mean the same limits.</summary>
    public static bool AreSame(LlmProviderOptions a, LlmProviderOptions b)
    {
        return (Of(a.Limits), a.MaxRetryDelay) == (Of(b.Limits), b.MaxRetryDelay);

        static (int?, int?, int?, int, bool) Of(LlmLimits limits) =>
            (limits.MaxConcurrentRequests, limits.RequestsPerMinute, limits.TokensPerMinute, limits.MaxQueuedRequests, limits.ObserveVendorLimits);
    }

    /// <summary>Waits until a request may be sent.</summary>
    /// <param name="call">What is to be sent.</param>
    /// <param name="cancellationToken">Leaves the line.</param>
    /// <returns>The permit, to be disposed of when the answer has been read.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.RateLimited"/> when the line is full or the wait would be too long.</exception>
    public async ValueTask<CallPermit> EnterAsync(TransportCall call, CancellationToken cancellationToken)
    {
        var permit = new CallPermit(this);
        try
        {
            permit.Place = await TakePlaceAsync(call.ModelId, cancellationToken).ConfigureAwait(false);
            await AwaitRatesAsync(permit, call, cancellationToken).ConfigureAwait(false);
            return permit;
        }
        catch
        {
            permit.Dispose();
            throw;
        }
    }

    /// <summary>Notes what the vendor says of its limits.</summary>
    public void Observe(string? modelId, HttpResponseMessage answer)
    {
        if (_pauses is not null)
        {
            _pauses.Note(modelId, RateLimitHeaders.WaitOf(RateLimitHeaders.Read(answer.Headers, _time)));
        }
    }

    /// <summary>Notes what the vendor says of its limits.</summary>
    public void Observe(string? modelId, LlmProviderException e)
    {
        if (_pauses is not null)
        {
            _pauses.Note(modelId, e.Kind == LlmErrorKind.RateLimited ? e.RetryAfter : null);
            _pauses.Note(modelId, RateLimitHeaders.WaitOf(e.RateLimits));
        }
    }

    public void Settle(CallPermit permit)
    {
        _tokens?.Settle(permit.Reserved, permit.Used);
        if (permit.IsUnsent)
        {
            _requests?.Give(1);
        }
    }

    // The vendor is waited for before a place is taken: the pause of one model must not hold up another. While a call stands in line for a place, an answer may bring a new pause.
    private async ValueTask<RateLimitLease?> TakePlaceAsync(string? modelId, CancellationToken cancellationToken)
    {
        for (var left = _longest; ;)
        {
            left = await AwaitVendorAsync(modelId, left, cancellationToken).ConfigureAwait(false);
            if (_places is null)
            {
                return null;
            }

            var place = await AcquireAsync(_places, modelId, cancellationToken).ConfigureAwait(false);
            if (_pauses is null || _pauses.Remaining(modelId) <= TimeSpan.Zero)
            {
                return place;
            }

            place.Dispose();
        }
    }

    private async ValueTask<RateLimitLease> AcquireAsync(RateLimiter places, string? modelId, CancellationToken cancellationToken)
    {
        var place = await places.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        if (place.IsAcquired)
        {
            return place;
        }

        place.Dispose();
        throw Full(modelId, string.Create(CultureInfo.InvariantCulture, $"{_limits.MaxConcurrentRequests} requests are under way, which is what {Setting("MaxConcurrentRequests")} allows"));
    }

    // Says how much longer a wait may take.
    private async ValueTask<TimeSpan> AwaitVendorAsync(string? modelId, TimeSpan left, CancellationToken cancellationToken)
    {
        // Others' answers may lengthen the pause while it is waited for.
        for (; _pauses?.Remaining(modelId) is { } wait && wait > TimeSpan.Zero; left -= wait)
        {
            if (wait > left)
            {
                throw TooLong(modelId, wait, "the vendor said that nothing is left of its limits");
            }

            await WaitAsync(modelId, wait, "the vendor said that nothing is left of its limits", cancellationToken).ConfigureAwait(false);
        }

        return left;
    }

    private async ValueTask AwaitRatesAsync(CallPermit permit, TransportCall call, CancellationToken cancellationToken)
    {
        var modelId = call.ModelId;
        var (forTokens, forRequests) = (TimeSpan.Zero, TimeSpan.Zero);
        if (_tokens is not null && call.CostsTokens)
        {
            if (!_tokens.TryReserve(call.ExpectedTokens, _longest, out var reserved, out forTokens))
            {
                throw TooLong(modelId, forTokens, $"{Setting("TokensPerMinute")} is used up");
            }

            permit.Reserved = reserved;
        }

        if (_requests?.TryTake(1, _longest, out forRequests) == false)
        {
            permit.Used = 0;
            throw TooLong(modelId, forRequests, $"{Setting("RequestsPerMinute")} is used up");
        }

        var wait = forTokens > forRequests ? forTokens : forRequests;
        if (wait == TimeSpan.Zero)
        {
            return;
        }

        try
        {
            await WaitAsync(modelId, wait, $"{Setting(forTokens > forRequests ? "TokensPerMinute" : "RequestsPerMinute")} is used up", cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            permit.Used = 0;
            _requests?.Give(1);
            throw;
        }
    }

    private async ValueTask WaitAsync(string? modelId, TimeSpan wait, string reason, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > _limits.MaxQueuedRequests)
            {
                throw Full(modelId, reason, wait);
            }

            _logger.WaitingForLimit(_providerId, modelId, wait.TotalMilliseconds, reason);
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private string Setting(string name) => $"{ConfigSchema.PathOf(_providerId)}:{name}";

    private LlmProviderException Full(string? modelId, string reason, TimeSpan? wait = null) =>
        Fault(modelId, wait, string.Create(CultureInfo.InvariantCulture, $"{reason}, and {Setting("MaxQueuedRequests")} ({_limits.MaxQueuedRequests}) lets no more wait"));

    private LlmProviderException TooLong(string? modelId, TimeSpan wait, string reason) =>
        Fault(modelId, wait, string.Create(CultureInfo.InvariantCulture, $"{reason}; a request could be sent in {wait.TotalSeconds:0.###} s, which is longer than {Setting("MaxRetryDelay")} ({_longest.TotalSeconds:0.###} s)"));

    private LlmProviderException Fault(string? modelId, TimeSpan? wait, string words) =>
        new(LlmErrorKind.RateLimited, $"{_displayName} ({(modelId is null ? _providerId : $"{_providerId}/{modelId}")}): {words}. Nothing was sent.")
        {
            ProviderId = _providerId, ModelId = modelId, IsTransient = true, RetryAfter = wait,
        };
}
