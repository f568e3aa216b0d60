using System.Globalization;

namespace Llm.Providers;

/// <summary>Numbers as JSON writes them.</summary>
internal static class CatalogNumbers
{
    /// <summary>Tells whether a text is a number of JSON: no leading zero, no bare point.</summary>
    public static bool IsJson(string text)
    {
        var at = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var whole = Digits(text, ref at);
        if (whole == 0 || (whole > 1 && text[at - whole] == '0'))
        {
            return false;
        }

        if (at < text.Length && text[at] == '.')
        {
            at++;
            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at += at + 1 < text.Length && text[at + 1] is '+' or '-' ? 2 : 1;
            if (Digits(text, ref at) == 0)
            {
                return false;
            }
        }

        return at == text.Length;
    }

    /// <summary>Reads a whole number of at least <paramref name="least"/> that fits an <see cref="int"/>.</summary>
    public static bool TryWhole(string text, int least, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least;

    /// <summary>Reads a decimal without losing a digit.</summary>
    public static bool TryDecimal(string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && SignificantDigits(text) <= 28;

    public static bool TryDouble(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !double.IsInfinity(value);

    private static int Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is >= '0' and <= '9')
        {
            at++;
        }

        return at - start;
    }

    private static int SignificantDigits(string text)
    {
        var end = text.IndexOfAny(['e', 'E']);
        return (end < 0 ? text : text.Substring(0, end)).TrimStart('-', '0', '.').Count(char.IsDigit);
    }
}
