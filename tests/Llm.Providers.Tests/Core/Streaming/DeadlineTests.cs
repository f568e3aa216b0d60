using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Core.Streaming;

/// <summary>How the time of a call is counted.</summary>
[Trait("Requirement", "T20")]
public sealed class DeadlineTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Time_that_was_counted_is_not_counted_again()
    {
        using var deadline = Started(seconds: 100);
        _time.Advance(TimeSpan.FromSeconds(60));
        deadline.Pause();
        deadline.Pause();
        deadline.Resume();

        _time.Advance(TimeSpan.FromSeconds(39));
        Assert.False(deadline.Passed);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(deadline.Passed);
    }

    [Fact]
    public void A_pause_does_not_count()
    {
        using var deadline = Started(seconds: 100);
        deadline.Pause();
        _time.Advance(TimeSpan.FromSeconds(500));
        deadline.Pause();
        deadline.Resume();

        _time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(deadline.Passed);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(deadline.Passed);
    }

    private Deadline Started(int seconds)
    {
        var deadline = new Deadline(_time, CancellationToken.None);
        deadline.Start(TimeSpan.FromSeconds(seconds));
        deadline.Resume();
        return deadline;
    }
}
