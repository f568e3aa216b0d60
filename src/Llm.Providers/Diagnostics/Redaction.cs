using System.Text.RegularExpressions;

namespace Llm.Providers;

/// <summary>Takes keys out of text that came from outside before it reaches a log or an exception.</summary>
internal static partial class Redaction
{
    private const string Mask = "***";

    /// <summary>What many keys of a vendor begin with is no secret, and shorter than this.</summary>
    private const int ShortestBeginning = 8;

    public static string? Redact(string? text, string? key)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        if (key is { Length: >= 4 })
        {
            text = MaskEnd(text.Replace(key, Mask, StringComparison.Ordinal), key);
        }

        return KeyLike().Replace(text, Mask);
    }

    // A body that breaks off can break off inside the key it echoes.
    private static string MaskEnd(string text, string key)
    {
        for (var length = Math.Min(key.Length - 1, text.Length); length >= ShortestBeginning; length--)
        {
            if (text.AsSpan().EndsWith(key.AsSpan(0, length), StringComparison.Ordinal))
            {
                return string.Concat(text.AsSpan(0, text.Length - length), Mask);
            }
        }

        return text;
    }

    /// <summary>Takes keys out of text and gives its start: in this order, or half a key would stay at the cut.</summary>
    public static string? Excerpt(string? text, int length, string? key)
    {
        var clean = Redact(text, key);
        return clean?.Length > length ? clean[..length] : clean;
    }

    // Forms of keys that vendors echo in error messages, whole or shortened with asterisks.
    [GeneratedRegex(@"\b(?:sk|gsk|xai|pplx|hf|nvapi|csk)[-_][A-Za-z0-9_*.\-]{12,}|\bBearer\s+[A-Za-z0-9_\-.~+/=]{8,}|\bAIza[A-Za-z0-9_\-]{20,}", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();
}
