using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Keeps members of an answer that have no meaning here, so that whoever knows them finds them on the response.</summary>
internal static class ResponseProperties
{
    /// <summary>Keeps the member whose name the reader stands on. Of several values, the last one that says something stays.</summary>
    public static void Keep(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        var nameAt = reader;
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.ValueSpan.Length > 0:
                KeepText(ref reader, Name(nameAt), response);
                break;
            case JsonTokenType.Number:
                response.SetProperty(nameAt.GetString()!, reader.TryGetInt64(out var integer) ? (object)integer : reader.GetDouble());
                break;
            case JsonTokenType.True or JsonTokenType.False:
                response.SetProperty(nameAt.GetString()!, reader.GetBoolean());
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var value = JsonElement.ParseValue(ref reader);
                if (!IsEmpty(value))
                {
                    response.SetProperty(nameAt.GetString()!, value);
                }

                break;
        }
    }

    // The same fingerprint stands in every chunk of a stream: it is made a string once.
    private static void KeepText(ref Utf8JsonReader reader, string name, ChatResponseWriter response)
    {
        if (response.GetProperty(name) is not string known || !reader.ValueTextEquals(known))
        {
            response.SetProperty(name, reader.ValueIsEscaped ? JsonText.GetStringOrNull(ref reader) : TokenText.GetString(reader.ValueSpan));
        }
    }

    // The name stands in every chunk as well.
    private static string Name(Utf8JsonReader nameAt) => nameAt.ValueIsEscaped ? nameAt.GetString()! : TokenText.GetString(nameAt.ValueSpan);

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() == 0 : value.GetPropertyCount() == 0;
}
