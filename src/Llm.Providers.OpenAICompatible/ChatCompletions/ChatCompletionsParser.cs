using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads an answer or a chunk of one: both have the same shape but for <c>message</c> and <c>delta</c>.</summary>
/// <remarks>
/// Every form a vendor is known to use is read, whatever the dialect: answers come from gateways and proxies too. Members without a
/// meaning here are kept as properties of the response, but for those that say nothing.
/// </remarks>
internal sealed class ChatCompletionsParser(ChatCompletionsDialect dialect, bool streaming)
{
    private readonly ChatCompletionsMessageParser _message = new(dialect, streaming);
    private ChatCompletionsIdentity _identity;
    private ChatCompletionsCitations? _citations;
    private ChatCompletionsLogprobs? _logprobs;
    private bool _isAnswer;
    private bool _saysMessage;

    /// <summary>Gets a value indicating whether a choice holds its text itself, as legacy completions do.</summary>
    public bool ReadsText { get; init; }

    /// <summary>Gets a value indicating whether a first choice was there.</summary>
    public bool ChoiceSeen { get; private set; }

    /// <summary>Gets a value indicating whether the model said why it stopped.</summary>
    public bool FinishSeen { get; private set; }

    /// <summary>Gets a value indicating whether what was read last is a message to the caller instead of an answer: servers write errors in this way too.</summary>
    public bool IsComplaint => _saysMessage && !_isAnswer;

    /// <summary>Gets a value indicating whether anything of an answer was there.</summary>
    public bool AnythingSeen { get; private set; }

    /// <summary>Reads an answer that was not streamed.</summary>
    public static void ReadWhole(ReadOnlySpan<byte> body, ChatCompletionsDialect dialect, bool readsText, ChatResponseWriter response)
    {
        if (body.TrimStart(" \t\r\n"u8).StartsWith("["u8))
        {
            // An answer is never a list; an error can be in one.
            response.Fail(WireError.Parse(body) is { Message: not null } error ? error : throw new JsonException("The answer is a list."));
            return;
        }

        var parser = new ChatCompletionsParser(dialect, streaming: false) { ReadsText = readsText };
        var reader = new Utf8JsonReader(body);
        parser.Read(ref reader, response);
        if (!parser.ChoiceSeen && !response.HasFailed)
        {
            if (!parser.IsComplaint)
            {
                throw new JsonException("The answer has no choices.");
            }

            response.Fail(WireError.Parse(body));
        }

        parser.Complete(response);
    }

    public void Read(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }

        if (streaming && response.ResponseId is null)
        {
            _identity.ReadAhead(reader, response);
        }

        _isAnswer = _saysMessage = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, response);
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
        {
            throw new JsonException("Something follows the end of the object.");
        }
    }

    public void Complete(ChatResponseWriter response)
    {
        _message.Complete(response);
        _citations?.Complete(response);
        _logprobs?.Complete(response);
    }

    private void ReadMember(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("choices"u8))
        {
            reader.Read();
            _isAnswer = true;
            ReadChoices(ref reader, response);
        }
        else if (reader.ValueTextEquals("usage"u8))
        {
            reader.Read();
            _isAnswer = true;
            ReadUsage(ref reader, response);
        }
        else if (reader.ValueTextEquals("object"u8))
        {
            reader.Read();
            _saysMessage |= reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("error"u8);
            reader.Skip();
        }
        else if (reader.ValueTextEquals("obfuscation"u8) || reader.ValueTextEquals("p"u8))
        {
            reader.Skip();
        }
        else if (!_identity.TryRead(ref reader, response))
        {
            ReadRareMember(ref reader, response);
        }
    }

    private void ReadRareMember(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            ReadError(ref reader, response);
        }
        else if (reader.ValueTextEquals("x_groq"u8))
        {
            reader.Read();
            ReadGroq(ref reader, response);
        }
        else if (reader.ValueTextEquals("citations"u8) || reader.ValueTextEquals("search_results"u8))
        {
            var name = reader.GetString()!;
            reader.Read();
            (_citations ??= new()).Read(ref reader, name);
        }
        else
        {
            _saysMessage |= reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("detail"u8);
            ResponseProperties.Keep(ref reader, response);
        }
    }

    private void ReadChoices(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            AnythingSeen = true;
            if (IndexOf(reader) > 0)
            {
                response.SetProperty(LlmPropertyNames.ChoicesLeftOut, true);
                reader.Skip();
                continue;
            }

            ChoiceSeen = true;
            ReadChoice(ref reader, response);
        }
    }

    // The index may stand behind what it is the index of; the copy of the reader looks ahead.
    private static int IndexOf(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var found = reader.ValueTextEquals("index"u8);
            reader.Read();
            if (found)
            {
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index) ? index : 0;
            }

            reader.Skip();
        }

        return 0;
    }

    private void ReadChoice(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        var deltaSeen = false;
        Utf8JsonReader whole = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("delta"u8) && streaming)
            {
                reader.Read();
                deltaSeen = reader.TokenType == JsonTokenType.StartObject;
                _message.Read(ref reader, response);
            }
            else if (reader.ValueTextEquals("message"u8))
            {
                // Some streams repeat the whole message beside each delta; it counts only where there is no delta.
                reader.Read();
                whole = reader;
                reader.Skip();
            }
            else
            {
                ReadChoiceMember(ref reader, response);
            }
        }

        if (!deltaSeen && whole.TokenType == JsonTokenType.StartObject)
        {
            _message.Read(ref whole, response);
        }
    }

    private void ReadChoiceMember(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("finish_reason"u8))
        {
            reader.Read();
            ReadFinish(ref reader, response);
        }
        else if (reader.ValueTextEquals("logprobs"u8))
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.Null)
            {
                (_logprobs ??= new()).Read(ref reader);
            }
        }
        else if (reader.ValueTextEquals("usage"u8))
        {
            reader.Read();
            ReadUsage(ref reader, response);
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            // A gateway whose upstream broke off: https://openrouter.ai/docs/api-reference/errors
            reader.Read();
            ReadError(ref reader, response);
        }
        else if (ReadsText && reader.ValueTextEquals("text"u8))
        {
            reader.Read();
            response.WriteText(JsonText.GetStringOrNull(ref reader));
        }
        else if (reader.ValueTextEquals("index"u8) || reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("text"u8) || reader.ValueTextEquals("seed"u8))
        {
            reader.Skip();
        }
        else
        {
            ResponseProperties.Keep(ref reader, response);
        }
    }

    private void ReadFinish(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return;
        }

        // An empty reason in a chunk means none yet; in a whole answer it is all there will be.
        var raw = reader.ValueIsEscaped ? reader.GetString()! : TokenText.GetString(reader.ValueSpan);
        if (raw.Length > 0 || !streaming)
        {
            response.SetFinish(raw);
            FinishSeen = true;
        }
    }

    private void ReadUsage(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        AnythingSeen = true;
        response.SetUsage(ChatCompletionsUsage.Read(ref reader, response));
    }

    private void ReadGroq(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUsage = reader.ValueTextEquals("usage"u8);
            reader.Read();
            if (isUsage)
            {
                ReadUsage(ref reader, response);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void ReadError(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        var error = JsonElement.ParseValue(ref reader);
        var says = error.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.False => false,
            JsonValueKind.String => error.GetString()!.Length > 0,
            JsonValueKind.Object => error.GetPropertyCount() > 0,
            _ => true,
        };
        if (says)
        {
            response.Fail(WireError.From(error));
        }
    }
}
