using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Keeps members of an answer that have no meaning here, so that whoever knows them finds them on the response.</summary>
internal static class ResponseProperties
{
    /// <summary>Keeps the member whose name the reader stands on. Of several values, the last one that says something stays.</summary>
    public static void Keep(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        var name = TokenText.GetString(reader.ValueSpan);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.ValueSpan.Length > 0:
                // The same words stand in every chunk of a stream.
                response.SetProperty(name, reader.ValueIsEscaped ? JsonText.GetStringOrNull(ref reader) : TokenText.GetString(reader.ValueSpan));
                break;
            case JsonTokenType.Number:
                response.SetProperty(name, reader.TryGetInt64(out var integer) ? integer : (object)reader.GetDouble());
                break;
            case JsonTokenType.True or JsonTokenType.False:
                response.SetProperty(name, reader.GetBoolean());
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                KeepValue(name, JsonElement.ParseValue(ref reader), response);
                break;
        }
    }

    /// <summary>Keeps an object or array unless it is empty.</summary>
    public static void KeepValue(string name, JsonElement value, ChatResponseWriter response)
    {
        if (value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() > 0 : value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() > 0)
        {
            response.SetProperty(name, value);
        }
    }
}
