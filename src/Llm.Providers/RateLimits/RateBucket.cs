namespace Llm.Providers;

/// <summary>An amount per minute that fills up evenly. Who takes more than there is waits until it would have been there; the next waits behind.</summary>
internal sealed class RateBucket
{
    // Vendors cut a minute's limit into shorter spans: a whole minute's worth at once would be refused.
    private const double BurstSeconds = 10;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly double _perSecond;
    private readonly double _capacity;
    private double _balance;
    private long _filledAt;

    public RateBucket(int perMinute, TimeProvider time)
    {
        _time = time;
        _perSecond = perMinute / 60.0;
        _capacity = Math.Max(1, _perSecond * BurstSeconds);
        _balance = _capacity;
        _filledAt = time.GetTimestamp();
    }

    /// <summary>Takes an amount, which may be more than there is.</summary>
    /// <param name="amount">How much.</param>
    /// <param name="longest">The longest wait that is worth it.</param>
    /// <param name="wait">How long to wait before making use of it.</param>
    /// <returns><see langword="false"/> when the wait would be too long; nothing was taken then.</returns>
    public bool TryTake(double amount, TimeSpan longest, out TimeSpan wait)
    {
        lock (_lock)
        {
            Fill();
            var missing = Math.Min(amount, _capacity) - _balance;
            wait = missing > 0 ? TimeSpan.FromSeconds(Math.Min(missing / _perSecond, TimeSpan.FromDays(365).TotalSeconds)) : TimeSpan.Zero;
            if (wait > longest)
            {
                return false;
            }

            _balance -= amount;
            return true;
        }
    }

    /// <summary>Gives back what was not used; a negative amount takes what was used beyond.</summary>
    public void Give(double amount)
    {
        lock (_lock)
        {
            Fill();
            _balance = Math.Min(_capacity, _balance + amount);
        }
    }

    private void Fill()
    {
        var now = _time.GetTimestamp();
        _balance = Math.Min(_capacity, _balance + (_time.GetElapsedTime(_filledAt, now).TotalSeconds * _perSecond));
        _filledAt = now;
    }
}
