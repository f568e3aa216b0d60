using System.Globalization;

namespace Llm.Providers;

/// <summary>Reads written settings; what cannot be read is a <see cref="FormatException"/>.</summary>
internal static class SettingParser
{
    public static int Integer(string value) => int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException();

    public static double Number(string value) => double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Reads <c>30</c>, <c>1.5</c> or <c>00:00:30</c>. Hours, minutes and seconds must all be there: <c>1:30</c> would mean one thing to one reader and another to the next.</summary>
    public static TimeSpan Seconds(string value)
    {
        if (value.AsSpan().Count(':') == 2)
        {
            return TimeSpan.TryParseExact(value, "c", CultureInfo.InvariantCulture, out var time) ? time : throw new FormatException();
        }

        var seconds = Number(value);
        return Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : throw new FormatException();
    }

    public static bool Boolean(string value) => bool.Parse(value);

    public static Uri Uri(string value) => System.Uri.TryCreate(value, UriKind.Absolute, out var uri) ? uri : throw new FormatException();

    public static TChoice Choice<TChoice>(string value)
        where TChoice : struct, Enum =>
        Enum.GetNames<TChoice>().Contains(value, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<TChoice>(value, ignoreCase: true) : throw new FormatException();

    public static List<string> Lines(string value) => [.. value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Fills a list with what was configured, in place of its default.</summary>
    public static void Fill(IList<string> target, List<string> entries)
    {
        target.Clear();
        entries.ForEach(target.Add);
    }

    public static void Pairs(string value, IDictionary<string, string> target)
    {
        foreach (var line in Lines(value))
        {
            var split = line.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0)
            {
                throw new FormatException();
            }

            target[line[..split].Trim()] = line[(split + 1)..].Trim();
        }
    }
}
