namespace Llm.Providers;

/// <summary>Tokens per minute. What a call takes is known when it is over; until then it counts as much as calls took lately, or as its request says if that is more.</summary>
internal sealed class TokenRate(int perMinute, TimeProvider time)
{
    private const double Weight = 0.2;

    private readonly RateBucket _bucket = new(perMinute, time);
    private double _usual;

    /// <summary>Sets tokens aside for a call.</summary>
    /// <param name="expected">How many the request itself makes likely.</param>
    /// <param name="longest">The longest wait that is worth it.</param>
    /// <param name="reserved">How many were set aside.</param>
    /// <param name="wait">How long to wait before sending.</param>
    /// <returns><see langword="false"/> when the wait would be too long; nothing was set aside then.</returns>
    public bool TryReserve(double expected, TimeSpan longest, out double reserved, out TimeSpan wait)
    {
        reserved = Math.Max(expected, Volatile.Read(ref _usual));
        return _bucket.TryTake(reserved, longest, out wait);
    }

    /// <summary>Puts what a call took in the place of what was reserved for it.</summary>
    /// <param name="reserved">What was reserved.</param>
    /// <param name="used">What it took; <see langword="null"/> when the vendor did not say, 0 when it did not answer.</param>
    public void Settle(double reserved, long? used)
    {
        if (used is not { } tokens)
        {
            return;
        }

        _bucket.Give(reserved - tokens);
        if (tokens > 0)
        {
            // Two calls that end at once may lose one of their figures; the mean of the others is as good.
            var usual = Volatile.Read(ref _usual);
            Volatile.Write(ref _usual, usual == 0 ? tokens : usual + ((tokens - usual) * Weight));
        }
    }

    public void Return(double reserved) => _bucket.Give(reserved);
}
