using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Llm.Providers.Wire;

/// <summary>What a vendor says of a failure.</summary>
public sealed record WireError
{
    /// <summary>Gets the vendor's words; a structured message is kept as JSON.</summary>
    public string? Message { get; init; }

    /// <summary>Gets the code, such as <c>context_length_exceeded</c>; numbers as they are written.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the type, such as <c>invalid_request_error</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the request parameter the vendor complains of.</summary>
    public string? Parameter { get; init; }

    /// <summary>Gets the kind, where the vendor's own code says it better than status and words do.</summary>
    /// <value>The default is <see langword="null"/>: status and words decide.</value>
    public LlmErrorKind? Kind { get; init; }

    /// <summary>Gets how long the body asks to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the error as it was on the wire, for what has no member here.</summary>
    /// <value>JSON; <see langword="null"/> when the error was no object.</value>
    public string? Raw { get; init; }

    /// <summary>Reads the shapes of error bodies that are common among vendors.</summary>
    /// <param name="body">The body; it may be empty or no JSON at all.</param>
    /// <returns>What was found; everything may be <see langword="null"/>.</returns>
    public static WireError Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            var isWords = document.RootElement.ValueKind == JsonValueKind.Number && !body[(int)reader.BytesConsumed..].Trim(" \t\r\n"u8).IsEmpty; // "404 page not found"
            return isWords ? FromWords(body) : From(document.RootElement);
        }
        catch (JsonException)
        {
            return FromWords(body);
        }
    }

    /// <summary>Reads an error value: an object, a string, or an array that holds one.</summary>
    /// <param name="value">The body, or the value of its <c>error</c> member.</param>
    /// <returns>What was found.</returns>
    public static WireError From(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array when value.GetArrayLength() > 0 => From(value[0]),
        JsonValueKind.String => new() { Message = value.GetString() },
        JsonValueKind.Object => FromObject(value) with { Raw = value.GetRawText() },
        _ => new(),
    };

    private static WireError FromWords(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body).Trim();
        return text.Length == 0 || text.StartsWith('<') ? new() : new() { Message = text };
    }

    private static WireError FromObject(JsonElement body)
    {
        if (body.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            return FillFrom(From(error), body);
        }

        var message = Text(body, "message") ?? Text(error) ?? Text(body, "detail") ?? Text(body, "title");
        return new()
        {
            Message = message,
            Code = Text(body, "code"),
            Type = Text(body, "type"),
            Parameter = Text(body, "param"),
        };
    }

    // Beside an error object some vendors put a more exact code or type on the outside.
    private static WireError FillFrom(WireError inner, JsonElement outer) => inner with
    {
        Code = inner.Code ?? Text(outer, "code"),
        Message = inner.Message ?? Text(outer, "message"),
    };

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : value.GetRawText(),
        JsonValueKind.Object or JsonValueKind.Array => value.GetRawText(),
        _ => null,
    };
}
