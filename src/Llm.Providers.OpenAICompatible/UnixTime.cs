namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads times that count from 1970.</summary>
internal static class UnixTime
{
    /// <summary>The year 5138 in seconds: what is more counts in a smaller unit.</summary>
    private const double MaxSeconds = 1e11;

    /// <summary>Reads a count of seconds or, as some servers write, of milliseconds, microseconds or nanoseconds.</summary>
    /// <returns>The time to the second; <see langword="null"/> for what is no time.</returns>
    public static DateTimeOffset? Read(double count)
    {
        for (var unit = 0; unit < 3 && count > MaxSeconds; unit++)
        {
            count /= 1000;
        }

        return count is >= 1 and <= MaxSeconds ? DateTimeOffset.FromUnixTimeSeconds((long)count) : null;
    }
}
