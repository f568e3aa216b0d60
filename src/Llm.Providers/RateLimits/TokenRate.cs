namespace Llm.Providers;

/// <summary>Tokens per minute. What a call takes is known when it is over; until then it counts as much as calls took lately.</summary>
internal sealed class TokenRate(int perMinute, TimeProvider time)
{
    private const double Weight = 0.2;

    private readonly RateBucket _bucket = new(perMinute, time);
    private double _usual;

    public bool TryReserve(TimeSpan longest, out double reserved, out TimeSpan wait)
    {
        reserved = Volatile.Read(ref _usual);
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
