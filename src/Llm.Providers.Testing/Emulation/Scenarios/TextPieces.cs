namespace Llm.Providers.Testing;

/// <summary>Cuts a text into what a stream carries in one event each; never inside a character.</summary>
internal static class TextPieces
{
    private const int LongestWord = 8;
    private const int LongestFragment = 6;

    /// <summary>Cuts prose: before every space, and inside long words.</summary>
    public static IEnumerable<string> Of(string text) => Cut(text, LongestWord, atSpaces: true);

    /// <summary>Cuts the arguments of a tool call: into short fragments, wherever they end.</summary>
    public static IEnumerable<string> FragmentsOf(string arguments) => Cut(arguments, LongestFragment, atSpaces: false);

    private static IEnumerable<string> Cut(string text, int longest, bool atSpaces)
    {
        var start = 0;
        for (var index = 1; index < text.Length; index++)
        {
            var isFull = index - start >= longest && !char.IsLowSurrogate(text[index]);
            if (isFull || (atSpaces && text[index] == ' '))
            {
                yield return text[start..index];
                start = index;
            }
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
