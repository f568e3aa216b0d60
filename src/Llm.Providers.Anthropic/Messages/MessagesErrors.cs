using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>Reads errors: <c>{"type":"error","error":{"type":…,"message":…}}</c>, with a code among the details of newer versions.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/api/errors">errors</see>.</remarks>
internal static class MessagesErrors
{
    public static WireError Parse(ReadOnlySpan<byte> body)
    {
        var error = WireError.Parse(body);
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            return Complete(error, document.RootElement);
        }
        catch (JsonException)
        {
            return error;
        }
    }

    public static WireError From(JsonElement root) => Complete(WireError.From(root), root);

    private static WireError Complete(WireError error, JsonElement root) =>
        error with { Code = error.Code ?? root.Member("error"u8).Member("details"u8).Text("error_code"u8) };
}
