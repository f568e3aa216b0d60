namespace Llm.Providers;

/// <summary>How a target has fared lately, and until when it is passed over.</summary>
internal sealed class TargetHealth(TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _failures;
    private bool _cooling;
    private long _cooledAt;
    private TimeSpan _delay;

    /// <summary>Gets how much longer the target is passed over; zero when it is not.</summary>
    public TimeSpan Remaining()
    {
        if (!Volatile.Read(ref _cooling))
        {
            return TimeSpan.Zero;
        }

        lock (_lock)
        {
            var rest = _cooling ? _delay - time.GetElapsedTime(_cooledAt) : TimeSpan.Zero;
            if (rest > TimeSpan.Zero)
            {
                return rest;
            }

            _cooling = false;
            return TimeSpan.Zero;
        }
    }

    /// <summary>Notes an answer to a call that began at a time: one that was under way before the target was told to rest does not end its rest.</summary>
    public void Succeeded(long began)
    {
        if (Volatile.Read(ref _failures) == 0 && !Volatile.Read(ref _cooling))
        {
            return;
        }

        lock (_lock)
        {
            _failures = 0;
            _cooling = _cooling && began <= _cooledAt;
        }
    }

    /// <summary>Notes a failure.</summary>
    /// <returns>How long the target is passed over now; zero when it is not.</returns>
    public TimeSpan Failed(LlmProviderException fault, TimeSpan coolDown, int failuresBefore)
    {
        lock (_lock)
        {
            _failures = Math.Min(_failures, int.MaxValue - 1) + 1;
            var delay = fault.RetryAfter > TimeSpan.Zero ? fault.RetryAfter.Value
                : FailOverPolicy.Lasts(fault.Kind) || _failures >= failuresBefore ? coolDown
                : TimeSpan.Zero;
            var rest = _cooling ? _delay - time.GetElapsedTime(_cooledAt) : TimeSpan.Zero;
            if (delay <= rest)
            {
                return TimeSpan.Zero; // a longer rest is under way
            }

            (_cooling, _cooledAt, _delay) = (true, time.GetTimestamp(), delay);
            return delay;
        }
    }
}
