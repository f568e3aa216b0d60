using System.Globalization;
using System.Text;

namespace Llm.Providers;

/// <summary>Finds a secret in the forms in which JSON, addresses and pages write its characters: <c>\/</c>, <c>\u002B</c>, <c>%2B</c>, <c>&amp;#43;</c>.</summary>
internal static class EscapedSecret
{
    /// <summary>The longest form of a character.</summary>
    private const int Longest = 8;

    /// <summary>Masks a secret in text.</summary>
    /// <param name="text">The text, which may break off inside the secret.</param>
    /// <param name="secret">The secret.</param>
    /// <param name="shortest">So many characters of the secret at the end of the text are a part of it.</param>
    /// <param name="mask">What takes its place.</param>
    public static string Mask(string text, string secret, int shortest, string mask)
    {
        StringBuilder? clean = null;
        var copied = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (LengthOf(text.AsSpan(at), secret, shortest) is var length and > 0)
            {
                (clean ??= new(text.Length)).Append(text, copied, at - copied).Append(mask);
                copied = at + length;
                at = copied - 1;
            }
        }

        return clean is null ? text : clean.Append(text, copied, text.Length - copied).ToString();
    }

    // How much of the text spells the secret, or its beginning where the text ends.
    private static int LengthOf(ReadOnlySpan<char> text, string secret, int shortest)
    {
        var at = 0;
        for (var i = 0; i < secret.Length; i++)
        {
            var rest = text[at..];
            var taken = LengthOf(rest, secret[i]);
            if (taken == 0)
            {
                return i >= shortest && (rest.IsEmpty || (rest.Length < Longest && rest[0] is '\\' or '%' or '&')) ? text.Length : 0;
            }

            at += taken;
        }

        return at;
    }

    private static int LengthOf(ReadOnlySpan<char> text, char character)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        var escaped = text[0] switch
        {
            '\\' => OfJson(text, character),
            '%' => IsCode(text[1..], 2, character) ? 3 : 0,
            '&' => OfPage(text, character),
            _ => 0,
        };
        return escaped > 0 ? escaped : text[0] == character ? 1 : 0;
    }

    // JSON within a text of JSON has its strokes twice.
    private static int OfJson(ReadOnlySpan<char> text, char character)
    {
        var strokes = text.IndexOfAnyExcept('\\');
        if (strokes < 0)
        {
            return 0;
        }

        return text[strokes] is 'u' or 'U' && IsCode(text[(strokes + 1)..], 4, character) ? strokes + 5
            : text[strokes] == character && !char.IsAsciiLetterOrDigit(character) ? strokes + 1
            : 0;
    }

    private static int OfPage(ReadOnlySpan<char> text, char character)
    {
        var end = text[..Math.Min(text.Length, Longest)].IndexOf(';');
        if (end < 2)
        {
            return 0;
        }

        var name = text[1..end];
        return name switch
        {
            ['#', 'x' or 'X', .. var digits] => IsCode(digits, digits.Length, character),
            ['#', .. var digits] => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code == character,
            "amp" => character == '&',
            "plus" => character == '+',
            "sol" => character == '/',
            "equals" => character == '=',
            _ => false,
        } ? end + 1 : 0;
    }

    private static bool IsCode(ReadOnlySpan<char> text, int digits, char character) =>
        text.Length >= digits && int.TryParse(text[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code == character;
}
