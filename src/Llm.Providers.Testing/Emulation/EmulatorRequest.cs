using System.Text;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>A request as the emulator received it, whichever transport carried it.</summary>
public sealed class EmulatorRequest
{
    /// <summary>Gets the HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the path as sent: percent-escaped, with a leading slash, without the query.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the query as sent, without the question mark.</summary>
    /// <value>Empty when the address had no query.</value>
    public string Query { get; init; } = "";

    /// <summary>Gets the headers of the request and of its content; names are case-insensitive, repeated values are joined with a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = new Dictionary<string, string>(value, StringComparer.OrdinalIgnoreCase);
    } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the body, byte for byte.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the body as UTF-8 text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>Reads the body as JSON.</summary>
    /// <returns>The root of the document; it needs no disposal.</returns>
    /// <exception cref="JsonException">The body is not JSON, or an object in it names a property twice.</exception>
    public JsonElement ReadJson() => JsonElement.Parse(Body.Span, new() { AllowDuplicateProperties = false });

    /// <summary>Reads one header.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <returns>The value, or <see langword="null"/> when the header was not sent.</returns>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
