using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAI;

/// <summary>Reads errors that come inside an answer.</summary>
internal static class ResponsesErrors
{
    /// <summary>Reads an <c>error</c> event: in the documented form its members stand beside the type, in the one that is sent they stand in an object.</summary>
    public static WireError Read(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        var body = JsonElement.ParseValue(ref reader);
        if (body.TryGetProperty("error"u8, out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
        {
            return WithWords(WireError.From(error));
        }

        var flat = WireError.From(body);
        return WithWords(flat with { Type = flat.Type == "error" ? null : flat.Type });
    }

    /// <summary>Reads the error of an answer that failed.</summary>
    public static WireError OfAnswer(JsonElement answer) =>
        WithWords(answer.TryGetProperty("error"u8, out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String ? WireError.From(error) : new());

    private static WireError WithWords(WireError error) => error.Message is null && error.Code is null && error.Type is null ? error with { Message = "The answer failed, and the host does not say why." } : error;
}
