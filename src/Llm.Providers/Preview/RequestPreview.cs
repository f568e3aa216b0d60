using System.Text;
using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>A request as it would go over the wire, without secrets.</summary>
public sealed class RequestPreview
{
    /// <summary>Stands for the key while headers are made; no vendor's key looks like it.</summary>
    internal const string KeyPlaceholder = "kkkeyofthecallthatisnotsentkkk";

    private readonly string _uri;
    private readonly string _keyVariable;
    private readonly List<KeyValuePair<string, string>> _headers = [];

    internal RequestPreview(HttpRequestMessage message, byte[]? body, ChatCall call, string keyVariable)
    {
        _uri = Secrets.MaskQuery(message.RequestUri!.AbsoluteUri, except: KeyPlaceholder);
        _keyVariable = keyVariable;
        Method = message.Method;
        Uri = new(Masked(_uri));
        Body = body is null ? null : Encoding.UTF8.GetString(body);
        Warnings = [.. call.Warnings];
        IsStreaming = call.Stream;
        Model = call.Model;
        foreach (var (name, values) in message.Headers.NonValidated.Concat(message.Content?.Headers.NonValidated.AsEnumerable() ?? []))
        {
            var value = values.ToString();
            var holdsKey = value.Contains(KeyPlaceholder, StringComparison.Ordinal);
            _headers.Add(new(name, holdsKey ? value : Secrets.Names(name) ? Secrets.Mask : Redaction.Redact(value, null)!));
        }

        Headers = _headers.ToDictionary(h => h.Key, h => Masked(h.Value), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets the HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>Gets the full address. Values in its query that bear the name of a secret are <c>***</c>.</summary>
    public Uri Uri { get; }

    /// <summary>Gets the headers. Keys and other secrets are <c>***</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Gets the JSON body, as it would be sent; members that hold secrets of the vendor's remote tools are <c>***</c>.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public string? Body { get; }

    /// <summary>Gets what was left out of the request or changed in it.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Gets a value indicating whether the answer would be streamed.</summary>
    public bool IsStreaming { get; }

    /// <summary>Gets the model with what is known of it.</summary>
    public ModelItem Model { get; }

    /// <summary>Gives the request as a command for a POSIX shell. The key is read from the vendor's environment variable, such as <c>$OPENAI_API_KEY</c>.</summary>
    /// <returns>One command, one option a line.</returns>
    public string ToCurl()
    {
        var command = new StringBuilder(IsStreaming ? "curl -sS -N -X " : "curl -sS -X ").Append(Method).Append(' ').Append(Quoted(_uri));
        foreach (var (name, value) in _headers)
        {
            command.Append(" \\\n  -H ").Append(Quoted($"{name}: {value}"));
        }

        if (Body is not null)
        {
            command.Append(" \\\n  --data-raw ").Append(Quoted(Body));
        }

        return command.ToString();
    }

    /// <summary>Gives the request as text: first line, headers, body.</summary>
    /// <returns>The request without secrets.</returns>
    public override string ToString()
    {
        var text = new StringBuilder().Append(Method).Append(' ').Append(Uri.AbsoluteUri);
        foreach (var (name, value) in Headers)
        {
            text.Append('\n').Append(name).Append(": ").Append(value);
        }

        return text.Append(Body is null ? "" : "\n\n").Append(Body).ToString();
    }

    // Within single quotes a shell takes everything as it is, but for the quote itself.
    private string Quoted(string text)
    {
        var quoted = $"'{text.Replace("'", "'\\''", StringComparison.Ordinal).Replace(KeyPlaceholder, $"'\"${_keyVariable}\"'", StringComparison.Ordinal)}'";
        return quoted.EndsWith("\"''", StringComparison.Ordinal) ? quoted[..^2] : quoted;
    }

    private static string Masked(string text) => text.Replace(KeyPlaceholder, Secrets.Mask, StringComparison.Ordinal);
}
