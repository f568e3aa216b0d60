using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Support;

/// <summary>A fake clock that jumps to the end of every delay as soon as it is asked for, and keeps how long each was.</summary>
internal sealed class EagerTime : FakeTimeProvider
{
    private readonly List<TimeSpan> _delays = [];

    public EagerTime()
        : base(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public IReadOnlyList<TimeSpan> Delays => _delays;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            _delays.Add(dueTime);
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
