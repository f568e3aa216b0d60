namespace Llm.Providers;

/// <summary>Counts tokens by a rule of thumb: four characters of English make a token, a character of Chinese, Japanese or Korean is one.</summary>
/// <remarks>
/// In sixteenths of a token: 4 for an ASCII character, 8 for one of another alphabet, 16 for an ideograph, a syllable or half of an emoji,
/// 1 for each further character of a run of the same one, which tokenizers join.
/// </remarks>
internal static class RoughTokens
{
    /// <summary>The weight of a token.</summary>
    public const int Token = 16;

    public static long Count(ReadOnlySpan<char> text) => (Weigh(text) + Token - 1) / Token;

    /// <summary>Weighs a text, for sums of many small ones.</summary>
    /// <returns>Sixteenths of a token.</returns>
    public static long Weigh(ReadOnlySpan<char> text)
    {
        long weight = 0;
        var last = '\0';
        foreach (var c in text)
        {
            weight += c == last ? 1 : Weight(c);
            last = c;
        }

        return weight;
    }

    private static int Weight(char c) =>
        c < 0x80 ? Token / 4
        : c is (>= '\u2E80' and <= '\uD7FF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF') || char.IsSurrogate(c) ? Token
        : Token / 2;
}
