using System.Globalization;

namespace Llm.Providers;

/// <summary>Gives values their written form, the one configuration and environment variables hold.</summary>
internal static class SettingText
{
    /// <summary>Writes a value: invariant numbers, seconds, one line for each entry of a list or map.</summary>
    /// <returns>The text; <see langword="null"/> when there is no value or an empty list.</returns>
    public static string? Of(object? value) => value switch
    {
        null or "" => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        TimeSpan time => (time == Timeout.InfiniteTimeSpan ? -1 : time.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        IEnumerable<KeyValuePair<string, string>> pairs => Lines(pairs.Select(p => $"{p.Key}={p.Value}")),
        IEnumerable<string> texts => Lines(texts),
        double number when (float)number == number => ((float)number).ToString(CultureInfo.InvariantCulture), // 0.7 that was a float, not 0.699999988079071
        Enum or Uri => value.ToString(),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static string? Lines(IEnumerable<string> entries) => string.Join('\n', entries) is { Length: > 0 } text ? text : null;
}
