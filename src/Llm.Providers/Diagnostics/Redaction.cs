using System.Buffers;
using System.Text.RegularExpressions;

namespace Llm.Providers;

/// <summary>Takes keys out of text that came from outside before it reaches a log or an exception.</summary>
internal static partial class Redaction
{
    private const string Mask = "***";

    /// <summary>What many keys of a vendor begin with is no secret, and shorter than this.</summary>
    private const int ShortestBeginning = 8;

    // What JSON, addresses and pages write as it is.
    private static readonly SearchValues<char> s_plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~");

    private static readonly SearchValues<char> s_escapes = SearchValues.Create("\\%&");

    public static string? Redact(string? text, string? key)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        return KeyLike().Replace(key is { Length: >= 4 } ? RedactValue(text, key)! : text, Mask);
    }

    public static string? RedactValue(string? text, string secret)
    {
        if (string.IsNullOrEmpty(text))
        {
            return text;
        }

        var clean = MaskEnd(text.Replace(secret, Mask, StringComparison.Ordinal), secret);
        return clean.AsSpan().ContainsAny(s_escapes) && secret.AsSpan().ContainsAnyExcept(s_plain) ? EscapedSecret.Mask(clean, secret, ShortestBeginning, Mask) : clean;
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

    // Forms of keys that vendors echo in error messages, whole or shortened with asterisks.
    [GeneratedRegex(@"\b(?:sk|gsk|xai|pplx|hf|nvapi|csk)[-_][A-Za-z0-9_*.\-]{12,}|\bBearer\s+[A-Za-z0-9_\-.~+/=]{8,}|\bAIza[A-Za-z0-9_\-]{20,}", RegexOptions.CultureInvariant)]
    private static partial Regex KeyLike();
}
