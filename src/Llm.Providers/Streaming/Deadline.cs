namespace Llm.Providers;

/// <summary>The time limits of one call, on one timer, joined with the caller's own cancellation.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _caller;
    private TimeSpan _remaining;
    private long _armedAt;
    private bool _running;

    public Deadline(TimeProvider time, CancellationToken caller)
    {
        _time = time;
        _caller = caller;
        _source = new(Timeout.InfiniteTimeSpan, time);
        _registration = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Gets a value indicating whether a limit passed, rather than the caller having cancelled.</summary>
    public bool Passed => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Gets the limit that is being waited for.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Sets how long may be waited in all from now on; time between <see cref="Pause"/> and <see cref="Resume"/> does not count.</summary>
    public void Start(TimeSpan limit)
    {
        Limit = limit;
        _remaining = limit;
    }

    public void Resume()
    {
        _running = true;
        _armedAt = _time.GetTimestamp();
        _source.CancelAfter(_remaining == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan : _remaining > TimeSpan.Zero ? _remaining : TimeSpan.Zero);
    }

    public void Pause()
    {
        if (!_running)
        {
            return; // the time since then was counted already, and the timer stands
        }

        _running = false;
        if (_remaining != Timeout.InfiniteTimeSpan)
        {
            _remaining -= _time.GetElapsedTime(_armedAt);
        }

        _source.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <summary>Makes a cancellation by the caller carry the caller's own token, as callers that compare tokens expect.</summary>
    public OperationCanceledException Cancelled(OperationCanceledException e) =>
        _caller.IsCancellationRequested && e.CancellationToken != _caller ? new(e.Message, e, _caller) : e;

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
