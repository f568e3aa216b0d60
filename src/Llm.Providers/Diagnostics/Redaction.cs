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

    // Forms of keys that vendors echo in error messages, whole or shortened with asterisks.
    [GeneratedRegex(@"\b(?:sk|gsk|xai|pplx|hf|nvapi|csk)[-_][A-Za-z0-9_*.\-]{12,}|\bBearer\s+[A-Za-z0-9_\-.~+/=]{8,}|\bAIza[A-Za-z0-9_\-]{20,}", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();
}
