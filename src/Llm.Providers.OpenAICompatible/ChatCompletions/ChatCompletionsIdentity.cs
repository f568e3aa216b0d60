using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads what names an answer: its id, its model and its time. All of them stand in every chunk and are made values once.</summary>
internal struct ChatCompletionsIdentity
{
    private bool _createdSeen;

    /// <summary>Looks for the names of an answer before anything else of its first chunk is read: some servers write them behind the content.</summary>
    /// <param name="reader">A copy of the reader, inside the chunk.</param>
    /// <param name="response">Where to write.</param>
    public void ReadAhead(Utf8JsonReader reader, ChatResponseWriter response)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!TryRead(ref reader, response))
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Reads the member whose name the reader stands on, if it is one of the names of an answer.</summary>
    /// <returns>Whether it was; otherwise the reader stands where it stood.</returns>
    public bool TryRead(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("id"u8))
        {
            reader.Read();
            ReadId(ref reader, response);
        }
        else if (reader.ValueTextEquals("model"u8))
        {
            reader.Read();
            ReadModel(ref reader, response);
        }
        else if (reader.ValueTextEquals("created"u8))
        {
            reader.Read();
            ReadCreated(ref reader, response);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static void ReadId(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (response.ResponseId is not null)
        {
            reader.Skip(); // the first one counts
            return;
        }

        response.SetId(JsonText.GetStringOrNull(ref reader));
    }

    private static void ReadModel(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.String || response.ModelId is null || !reader.ValueTextEquals(response.ModelId))
        {
            // The same in every answer, as a rule: it is made a string once.
            response.SetModel(reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped ? TokenText.GetString(reader.ValueSpan) : JsonText.GetStringOrNull(ref reader));
        }
    }

    private void ReadCreated(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var seconds))
        {
            reader.Skip();
            return;
        }

        if (!_createdSeen && UnixTime.Read(seconds) is { } created)
        {
            _createdSeen = true;
            response.SetCreated(created);
        }
    }
}
