using System.Globalization;

namespace Llm.Providers;

/// <summary>Reads durations as vendors write them: <c>6m0s</c>, <c>7.66s</c>, <c>76ms</c>, <c>12h34m16s</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("h", 3600), ("m", 60), ("s", 1), ("d", 86400)];

    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        text = text.Trim();
        var seconds = 0.0;
        var any = false;
        while (text.Length > 0)
        {
            var digits = text.IndexOfAnyExcept("0123456789.");
            if (digits <= 0 || !double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            text = text[digits..];
            var unit = Find(text);
            if (unit.Unit is null)
            {
                return false;
            }

            seconds += number * unit.Seconds;
            text = text[unit.Unit.Length..];
            any = true;
        }

        if (!any || seconds > TimeSpan.MaxValue.TotalSeconds / 2)
        {
            return false;
        }

        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static (string? Unit, double Seconds) Find(ReadOnlySpan<char> text)
    {
        foreach (var (unit, seconds) in s_units)
        {
            if (text.StartsWith(unit, StringComparison.OrdinalIgnoreCase))
            {
                return (unit, seconds);
            }
        }

        return default;
    }
}
