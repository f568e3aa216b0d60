using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Ollama;

/// <summary>Keeps members of an answer that have no meaning here, so that whoever knows them finds them on the response.</summary>
internal static class OllamaProperties
{
    /// <summary>Keeps the member whose name the reader stands on. Of several values, the last one that says something stays.</summary>
    public static void Keep(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        var name = reader.ValueIsEscaped ? reader.GetString()! : TokenText.GetString(reader.ValueSpan);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.String when reader.ValueSpan.Length > 0:
                response.SetProperty(name, JsonText.GetStringOrNull(ref reader));
                break;
            case JsonTokenType.Number:
                response.SetProperty(name, reader.TryGetInt64(out var integer) ? (object)integer : reader.GetDouble());
                break;
            case JsonTokenType.True or JsonTokenType.False:
                response.SetProperty(name, reader.GetBoolean());
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                response.SetProperty(name, JsonElement.ParseValue(ref reader));
                break;
        }
    }
}
