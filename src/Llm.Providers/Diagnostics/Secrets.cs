using System.Buffers;

namespace Llm.Providers;

/// <summary>The secrets of a provider beside its key: headers and parts of the address that bear the name of one.</summary>
internal sealed class Secrets
{
    /// <summary>What is shorter is found in any text, and hides nothing.</summary>
    private const int Shortest = 6;

    private static readonly SearchValues<string> s_names = SearchValues.Create(["key", "token", "secret", "auth", "cookie", "password", "signature", "sig=", "credential"], StringComparison.OrdinalIgnoreCase);

    private readonly IReadOnlyList<string> _values;

    private Secrets(IReadOnlyList<string> values) => _values = values;

    public static Secrets Of(LlmProviderOptions options)
    {
        var values = new List<string>();
        foreach (var (name, value) in options.Headers)
        {
            if (Names(name))
            {
                // "Bearer x" is echoed as "x" too.
                values.Add(value[(value.LastIndexOf(' ') + 1)..]);
            }
        }

        foreach (var pair in (options.Endpoint?.IsAbsoluteUri == true ? options.Endpoint.Query : "").TrimStart('?').Split('&'))
        {
            if (Names(pair[..(pair.IndexOf('=', StringComparison.Ordinal) + 1)]))
            {
                var value = pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];
                values.Add(value);
                values.Add(Uri.UnescapeDataString(value));
            }
        }

        return new([.. values.Where(v => v.Length >= Shortest).Distinct().OrderByDescending(v => v.Length)]);
    }

    /// <summary>Shows an address without its query, which may hold a secret.</summary>
    public static string? Show(Uri? uri) => uri is null ? null : uri.IsAbsoluteUri ? uri.GetLeftPart(UriPartial.Path) : uri.OriginalString.Split('?')[0];

    public string? Redact(string? text, string? key)
    {
        foreach (var value in _values)
        {
            text = Redaction.RedactValue(text, value);
        }

        return Redaction.Redact(text, key);
    }

    /// <summary>Takes secrets out of text and gives its start: in this order, or half a key would stay at the cut.</summary>
    public string? Excerpt(string? text, int length, string? key)
    {
        var clean = Redact(text, key);
        return clean?.Length > length ? clean[..length] : clean;
    }

    /// <summary>Gives an exception as a cause, unless it or a cause of its own repeats a secret: the words of the platform quote what a server sent.</summary>
    public Exception? Cause(Exception? e, string? key)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (Redact(cause.Message, key) != cause.Message)
            {
                return null;
            }
        }

        return e;
    }

    private static bool Names(string name) => name.AsSpan().ContainsAny(s_names);
}
