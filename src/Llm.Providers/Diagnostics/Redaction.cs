using System.Text.RegularExpressions;

namespace Llm.Providers;

/// <summary>Takes keys out of text that came from outside before it reaches a log or an exception.</summary>
internal static partial class Redaction
{
    private const string Mask = "***";

    public static string? Redact(string? text, string? key)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        if (key is { Length: >= 4 })
        {
            text = text.Replace(key, Mask, StringComparison.Ordinal);
        }

        return KeyLike().Replace(text, Mask);
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
