using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Support;

/// <summary>A fake clock that can be waited for until a timer runs on it, so that a test never moves it too early.</summary>
internal sealed class StepTime : FakeTimeProvider
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _armed = New();

    /// <summary>Gets what completes the next time a timer is started.</summary>
    public Task NextStart
    {
        get
        {
            lock (_lock)
            {
                return _armed.Task;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Watched(this, base.CreateTimer(callback, state, dueTime, period));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Started()
    {
        lock (_lock)
        {
            _armed.SetResult();
            _armed = New();
        }
    }

    private sealed class Watched(StepTime time, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var changed = inner.Change(dueTime, period);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                time.Started();
            }

            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
