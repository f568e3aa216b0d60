namespace Llm.Providers.Tests.Support;

/// <summary>A clock that jumps from one timer to the next while a call runs, and never past a limit: a call that does not end by then does not end at all.</summary>
internal sealed class EventTime : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    public override long GetTimestamp() => Elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => s_start + Elapsed;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass until the call has ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="limit">The time the clock does not pass.</param>
    /// <exception cref="TimeoutException">The call hangs.</exception>
    public async Task<T> RunAsync<T>(Task<T> call, TimeSpan limit)
    {
        while (!call.IsCompleted)
        {
            Task armed;
            lock (_lock)
            {
                armed = _armed.Task;
            }

            if (TryFire(limit))
            {
                await Task.Run(static () => { }); // what the timer set going on other threads comes first
            }
            else
            {
                await Task.WhenAny(call, armed).WaitAsync(s_patience);
            }
        }

        return await call;
    }

    private bool TryFire(TimeSpan limit)
    {
        Timer? next;
        lock (_lock)
        {
            next = _timers.Where(t => t.Due <= limit).MinBy(t => t.Due);
            if (next is null)
            {
                return false;
            }

            _now = next.Due > _now ? next.Due : _now;
            _timers.Remove(next);
        }

        next.Callback(next.State);
        return true;
    }

    private sealed class Timer(EventTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimerCallback Callback => callback;

        public object? State => state;

        public TimeSpan Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time._now + dueTime;
                    time._timers.Add(this);
                    time._armed.SetResult();
                    time._armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, default);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
