namespace Llm.Providers;

/// <summary>Leaves a provider that keeps failing alone for a while, then lets one attempt through to see.</summary>
/// <remarks>Only what the vendor did counts. An attempt that was cancelled or never sent says nothing about the vendor: it neither opens a circuit nor closes one.</remarks>
internal sealed class Circuit
{
    // The window moves on by tenths.
    private const int Slices = 10;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly double _ratio;
    private readonly int _minimum;
    private readonly TimeSpan _break;
    private readonly long _sliceTicks;
    private readonly long _start;
    private readonly (long Number, int Attempts, int Failures)[] _slices = new (long, int, int)[Slices];
    private bool _isOpen;
    private long _openedAt;
    private long _barredSince; // when the break began, or the attempt that is to end it
    private long _era; // grows with each opening and closing: what began before says nothing about now
    private long _probe;

    private Circuit(LlmCircuitBreaker options, TimeProvider time)
    {
        _time = time;
        (_ratio, _minimum, _break) = (options.FailureRatio, options.MinimumAttempts, options.BreakDuration);
        _sliceTicks = Math.Max(1, options.Window.Ticks / Slices);
        _start = time.GetTimestamp();
    }

    /// <summary>Gets the failure that opened the circuit.</summary>
    public LlmProviderException? Cause { get; private set; }

    /// <summary>Makes the circuit of a provider; <see langword="null"/> when it is to have none.</summary>
    public static Circuit? Create(LlmProviderOptions options, TimeProvider time) => options.CircuitBreaker.Enabled ? new(options.CircuitBreaker, time) : null;

    /// <summary>Says whether two sets of options mean the same circuit.</summary>
    public static bool AreSame(LlmProviderOptions a, LlmProviderOptions b)
    {
        return Of(a.CircuitBreaker) == Of(b.CircuitBreaker);

        static (bool, double, int, TimeSpan, TimeSpan) Of(LlmCircuitBreaker breaker) =>
            (breaker.Enabled, breaker.FailureRatio, breaker.MinimumAttempts, breaker.Window, breaker.BreakDuration);
    }

    /// <summary>Tells whether an attempt would be refused now, without making one.</summary>
    public bool Refuses(out TimeSpan rest)
    {
        lock (_lock)
        {
            rest = _isOpen ? _break - _time.GetElapsedTime(_barredSince) : TimeSpan.Zero;
            return rest > TimeSpan.Zero;
        }
    }

    /// <summary>Asks to make an attempt. After the break one is let through; the next not before it has ended, or has taken as long as a break itself.</summary>
    /// <param name="pass">What <see cref="Settle"/> is to be given when the attempt is over.</param>
    /// <param name="rest">How long to wait when it is refused.</param>
    /// <returns><see langword="false"/> when nothing is to be sent.</returns>
    public bool TryEnter(out Pass pass, out TimeSpan rest)
    {
        lock (_lock)
        {
            pass = default;
            if (Refuses(out rest))
            {
                return false;
            }

            if (_isOpen)
            {
                _barredSince = _time.GetTimestamp();
                _probe++;
            }

            pass = new(_era, _probe);
            return true;
        }
    }

    /// <summary>Notes how an attempt ended.</summary>
    /// <param name="pass">What <see cref="TryEnter"/> gave.</param>
    /// <param name="fault">Why it failed; <see langword="null"/> when it did not.</param>
    /// <param name="sent">Whether a request was sent at all.</param>
    public void Settle(Pass pass, Exception? fault, bool sent)
    {
        var counts = sent && fault is null or LlmProviderException; // what is thrown otherwise is a cancellation, or a fault of the application's own handler
        var failed = fault is LlmProviderException { Kind: LlmErrorKind.Unavailable or LlmErrorKind.Network or LlmErrorKind.Timeout };
        lock (_lock)
        {
            if (pass.Era != _era)
            {
                return;
            }

            if (!counts)
            {
                _barredSince = _isOpen && pass.Probe == _probe ? _openedAt : _barredSince; // the next may try
            }
            else if (failed && (_isOpen || Count(failure: 1)))
            {
                Open((LlmProviderException)fault!);
            }
            else if (!failed && _isOpen)
            {
                Close();
            }
            else if (!failed)
            {
                Count(failure: 0);
            }
        }
    }

    // Says whether enough have failed.
    private bool Count(int failure)
    {
        var now = _time.GetElapsedTime(_start).Ticks / _sliceTicks;
        ref var slice = ref _slices[now % Slices];
        slice = slice.Number == now ? (now, slice.Attempts + 1, slice.Failures + failure) : (now, 1, failure);
        var (attempts, failures) = (0, 0);
        foreach (var (number, tried, failed) in _slices)
        {
            (attempts, failures) = number > now - Slices ? (attempts + tried, failures + failed) : (attempts, failures);
        }

        return attempts >= _minimum && failures >= _ratio * attempts;
    }

    private void Open(LlmProviderException cause)
    {
        Cause = cause;
        _isOpen = true;
        _era++;
        _openedAt = _barredSince = _time.GetTimestamp();
    }

    private void Close()
    {
        Cause = null;
        _isOpen = false;
        _era++;
        Array.Clear(_slices);
    }

    /// <summary>Leave to make one attempt.</summary>
    internal readonly record struct Pass(long Era, long Probe);
}
