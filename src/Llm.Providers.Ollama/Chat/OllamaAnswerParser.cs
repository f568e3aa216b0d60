using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>Reads an answer, or one line of a streamed one: both have the same members, of <c>/api/chat</c> and <c>/api/generate</c> alike.</summary>
/// <remarks>Members without a meaning here, such as durations and the context, are kept as properties of the response.</remarks>
internal sealed class OllamaAnswerParser
{
    private readonly OllamaToolCallReader _toolCalls = new();
    private readonly OllamaLogprobs _logprobs = new();
    private string? _doneReason;
    private long? _inputTokens;
    private long? _outputTokens;
    private bool _dated;
    private bool _answerSeen;

    /// <summary>Gets a value indicating whether the server said that nothing follows.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Reads an answer that was not streamed.</summary>
    public static void ReadWhole(ReadOnlySpan<byte> body, ChatResponseWriter response)
    {
        var parser = new OllamaAnswerParser();
        parser.Read(body, response);
        if (!parser._answerSeen && !response.HasFailed)
        {
            throw new JsonException("There is no message in the answer.");
        }

        parser.Complete(response);
    }

    public void Read(ReadOnlySpan<byte> json, ChatResponseWriter response)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }

        // Thinking comes before what was thought of, wherever the members stand.
        Utf8JsonReader text = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8))
            {
                reader.Read();
                ReadMessage(json, ref reader, response);
            }
            else if (reader.ValueTextEquals("response"u8))
            {
                reader.Read();
                _answerSeen = true;
                text = reader;
            }
            else
            {
                ReadMember(json, ref reader, response);
            }
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
        {
            throw new JsonException("Something follows the end of the object.");
        }

        WriteText(ref text, response);
        if (IsDone)
        {
            Finish(response);
        }
    }

    public void Complete(ChatResponseWriter response) => _logprobs.Complete(response);

    private void ReadMember(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("model"u8))
        {
            reader.Read();
            ReadModel(ref reader, response);
        }
        else if (reader.ValueTextEquals("created_at"u8))
        {
            reader.Read();
            ReadTime(ref reader, response);
        }
        else if (reader.ValueTextEquals("done"u8))
        {
            reader.Read();
            IsDone |= reader.TokenType == JsonTokenType.True;
        }
        else if (reader.ValueTextEquals("thinking"u8))
        {
            reader.Read();
            ReadThinking(ref reader, response);
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            ReadError(json, ref reader, response);
        }
        else
        {
            ReadRareMember(json, ref reader, response);
        }
    }

    private void ReadRareMember(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("done_reason"u8))
        {
            reader.Read();
            _doneReason = JsonText.GetStringOrNull(ref reader);
        }
        else if (reader.ValueTextEquals("prompt_eval_count"u8))
        {
            reader.Read();
            _inputTokens = Count(ref reader);
        }
        else if (reader.ValueTextEquals("eval_count"u8))
        {
            reader.Read();
            _outputTokens = Count(ref reader);
        }
        else if (reader.ValueTextEquals("tool_calls"u8))
        {
            reader.Read();
            _toolCalls.Read(json, ref reader, response);
        }
        else if (reader.ValueTextEquals("logprobs"u8))
        {
            reader.Read();
            _logprobs.Read(ref reader);
        }
        else
        {
            OllamaProperties.Keep(ref reader, response);
        }
    }

    private void ReadMessage(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        _answerSeen = true;
        Utf8JsonReader text = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                text = reader;
                reader.Skip();
            }
            else if (reader.ValueTextEquals("thinking"u8))
            {
                reader.Read();
                ReadThinking(ref reader, response);
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                _toolCalls.Read(json, ref reader, response);
            }
            else if (reader.ValueTextEquals("images"u8))
            {
                reader.Read();
                OllamaImages.Read(ref reader, response);
            }
            else if (reader.ValueTextEquals("role"u8))
            {
                reader.Skip();
            }
            else
            {
                OllamaProperties.Keep(ref reader, response);
            }
        }

        WriteText(ref text, response);
    }

    private static void WriteText(ref Utf8JsonReader text, ChatResponseWriter response)
    {
        if (text.TokenType == JsonTokenType.String && text.ValueSpan.Length > 0)
        {
            response.WriteText(JsonText.Read(ref text, out var rented));
            JsonText.Return(rented);
        }
    }

    private static void ReadThinking(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return;
        }

        var text = JsonText.Read(ref reader, out var rented);
        response.WriteReasoning(TokenText.GetString(text));
        JsonText.Return(rented);
    }

    // The same name stands in every line.
    private static void ReadModel(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType == JsonTokenType.String && (response.ModelId is not { } known || !reader.ValueTextEquals(known)))
        {
            response.SetModel(reader.GetString());
        }
        else
        {
            reader.Skip();
        }
    }

    // Each line has the time it was made at; the first one is that of the answer. Some servers write the year 1.
    private void ReadTime(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (_dated || reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
        }
        else if (reader.TryGetDateTimeOffset(out var time) && time.Year > 1)
        {
            response.SetCreated(time);
            _dated = true;
        }
    }

    private static void ReadError(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        var says = reader.TokenType switch
        {
            JsonTokenType.Null or JsonTokenType.False => false,
            JsonTokenType.String => reader.ValueSpan.Length > 0,
            _ => true,
        };
        reader.Skip();
        if (says)
        {
            response.Fail(OllamaErrors.Parse(json));
        }
    }

    private static long? Count(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count))
        {
            return count;
        }

        reader.Skip();
        return null;
    }

    // Numbers that are zero are left out on this wire, as the input is when all of it was in the server's cache: of two counts the missing one is
    // zero, and without either there was no counting. https://github.com/ollama/ollama/blob/main/api/types.go (Metrics)
    private void Finish(ChatResponseWriter response)
    {
        if (_inputTokens is not null || _outputTokens is not null)
        {
            var (input, output) = (_inputTokens ?? 0, _outputTokens ?? 0);
            response.SetUsage(new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output });
        }

        var raw = _doneReason ?? "";
        response.SetFinish(raw, raw.Length == 0 && _toolCalls.Any ? ChatFinishReason.ToolCalls : null);
    }
}
