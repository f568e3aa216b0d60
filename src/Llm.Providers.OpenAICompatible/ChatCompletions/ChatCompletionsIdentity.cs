using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads what names an answer: its id, its model and its time. All of them stand in every chunk and are made values once.</summary>
internal sealed class ChatCompletionsIdentity
{
    private const long LastSecond = 253_402_300_799; // of the year 9999

    private bool _createdSeen;

    public static void ReadId(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (response.ResponseId is not null)
        {
            reader.Skip(); // the first one counts
            return;
        }

        response.SetId(JsonText.GetStringOrNull(ref reader));
    }

    public static void ReadModel(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.String || response.ModelId is null || !reader.ValueTextEquals(response.ModelId))
        {
            response.SetModel(JsonText.GetStringOrNull(ref reader));
        }
    }

    public void ReadCreated(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var seconds))
        {
            reader.Skip();
            return;
        }

        // Some servers count milliseconds.
        var created = (long)seconds > 100_000_000_000 ? (long)seconds / 1000 : (long)seconds;
        if (created is > 0 and <= LastSecond && !_createdSeen)
        {
            _createdSeen = true;
            response.SetCreated(DateTimeOffset.FromUnixTimeSeconds(created));
        }
    }
}
