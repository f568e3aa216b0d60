namespace Llm.Providers;

/// <summary>What was spent within a time: a calendar period, or a window that slides. Not thread-safe.</summary>
internal sealed class SpendWindow(string name, decimal limit, TimeSpan length, bool slides)
{
    private const int Steps = 60;

    private readonly Queue<(DateTimeOffset Start, decimal Amount)> _steps = new();
    private readonly TimeSpan _step = slides ? TimeSpan.FromTicks(Math.Max(length.Ticks / Steps, 1)) : length;
    private DateTimeOffset _lastStart;
    private decimal _last;
    private decimal _older;

    /// <summary>Gets the name of the setting.</summary>
    public string Name => name;

    public decimal Limit => limit;

    public decimal SpentAt(DateTimeOffset now)
    {
        Advance(now);
        return _older + _last;
    }

    public void Add(decimal amount, DateTimeOffset now)
    {
        Advance(now);
        _last += amount;
    }

    /// <summary>Gets how long it is until something of what was spent no longer counts.</summary>
    public TimeSpan UntilRelief(DateTimeOffset now) => slides
        ? (_steps.TryPeek(out var oldest) ? oldest.Start : _lastStart) + length + _step - now
        : _lastStart + length - now;

    private void Advance(DateTimeOffset now)
    {
        var start = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % _step.Ticks), TimeSpan.Zero);
        if (start > _lastStart)
        {
            if (slides && _last > 0)
            {
                _steps.Enqueue((_lastStart, _last));
                _older += _last;
            }

            (_lastStart, _last) = (start, 0);
        }

        // A step is gone when the last moment of it is: what was spent at its beginning counts a little longer, never shorter.
        while (_steps.TryPeek(out var oldest) && oldest.Start + _step + length <= now)
        {
            _older -= _steps.Dequeue().Amount;
        }
    }
}
