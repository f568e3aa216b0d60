namespace Llm.Providers.Testing;

/// <summary>Token counts that look right, without a tokenizer.</summary>
internal static class TokenEstimate
{
    /// <summary>What a message costs beyond its text.</summary>
    public const int PerMessage = 4;

    /// <summary>What a small image costs: https://platform.openai.com/docs/guides/images-vision#calculating-costs.</summary>
    public const int PerImage = 85;

    private const int CharactersPerToken = 4;

    /// <summary>Estimates a text: one token for every four characters, at least one for a text that is not empty.</summary>
    public static int Of(string text) => (text.Length + CharactersPerToken - 1) / CharactersPerToken;

    /// <summary>Cuts a text to a number of tokens, never inside a character.</summary>
    public static string Cut(string text, int tokens)
    {
        var length = (int)Math.Min(text.Length, (long)tokens * CharactersPerToken);
        if (length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        return text[..length];
    }
}
