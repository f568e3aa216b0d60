using System.Buffers;

namespace Llm.Providers;

/// <summary>The secrets of a provider beside its key: headers and parts of the address that bear the name of one. What such names are is decided here.</summary>
internal sealed class Secrets
{
    /// <summary>Stands for a secret.</summary>
    public const string Mask = "***";

    /// <summary>What is shorter is found in any text, and hides nothing.</summary>
    private const int Shortest = 6;

    private static readonly SearchValues<string> s_names = SearchValues.Create(["key", "token", "secret", "auth", "cookie", "password", "signature", "sig=", "credential"], StringComparison.OrdinalIgnoreCase);

    // Whole names, for a body has max_tokens, prompt_cache_key and the signature of a thought too; without the strokes between words, which every vendor sets otherwise.
    private static readonly HashSet<string> s_members = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "authorizationtoken", "authtoken", "apikey", "xapikey", "accesstoken", "refreshtoken", "idtoken", "bearertoken", "token", "accesskey", "secretkey", "privatekey",
        "secret", "clientsecret", "password", "cookie", "setcookie", "credential", "credentials",
    };

    private readonly IReadOnlyList<string> _values;

    private Secrets(IReadOnlyList<string> values) => _values = values;

    public static Secrets Of(LlmProviderOptions options)
    {
        var values = new List<string>();
        AddHeaders(values, options.Headers);
        foreach (var pair in (options.Endpoint?.IsAbsoluteUri == true ? options.Endpoint.Query : "").TrimStart('?').Split('&'))
        {
            if (Names(pair[..(pair.IndexOf('=', StringComparison.Ordinal) + 1)]))
            {
                var value = pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..];
                values.Add(value);
                values.Add(Uri.UnescapeDataString(value));
            }
        }

        return new(Ordered(values));
    }

    /// <summary>Adds the secrets among the headers of a single call.</summary>
    /// <returns>This instance when there are none.</returns>
    public Secrets With(IEnumerable<KeyValuePair<string, string>>? headers)
    {
        if (headers?.Any(h => Names(h.Key)) != true)
        {
            return this;
        }

        var values = new List<string>(_values);
        AddHeaders(values, headers);
        return new(Ordered(values));
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

    /// <summary>Tells whether a header, or a part of an address with its <c>=</c>, bears the name of a secret.</summary>
    public static bool Names(string name) => name.AsSpan().ContainsAny(s_names);

    /// <summary>Tells whether a member of a body bears the name of a secret.</summary>
    public static bool IsMember(string name) => s_members.Contains(name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));

    /// <summary>Masks the values in the query of an address that bear the name of a secret.</summary>
    /// <param name="address">The address.</param>
    /// <param name="except">What is no secret although it stands for one.</param>
    public static string MaskQuery(string address, string? except = null)
    {
        var start = address.IndexOf('?', StringComparison.Ordinal) + 1;
        if (start == 0)
        {
            return address;
        }

        var end = address.IndexOf('#', start) is var mark and >= 0 ? mark : address.Length;
        var pairs = address[start..end].Split('&');
        for (var i = 0; i < pairs.Length; i++)
        {
            var length = pairs[i].IndexOf('=', StringComparison.Ordinal) + 1;
            if (length > 0 && length < pairs[i].Length && Names(pairs[i][..length]) && (except is null || !pairs[i].Contains(except, StringComparison.Ordinal)))
            {
                pairs[i] = pairs[i][..length] + Mask;
            }
        }

        return string.Concat(address.AsSpan(0, start), string.Join('&', pairs), address.AsSpan(end));
    }

    /// <summary>Masks the secrets in the query of an address.</summary>
    public static Uri? MaskQuery(Uri? address)
    {
        if (address is null)
        {
            return null;
        }

        var masked = MaskQuery(address.OriginalString);
        return masked == address.OriginalString ? address : new(masked, UriKind.RelativeOrAbsolute);
    }

    private static void AddHeaders(List<string> values, IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (var (name, value) in headers)
        {
            if (Names(name) && value is not null)
            {
                // "Bearer x" is echoed as "x" too.
                values.Add(value[(value.LastIndexOf(' ') + 1)..]);
            }
        }
    }

    private static List<string> Ordered(List<string> values) => [.. values.Where(v => v.Length >= Shortest).Distinct().OrderByDescending(v => v.Length)];
}
