using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Reads an answer or a chunk of one: both have the same shape.</summary>
/// <remarks>Members without a meaning here are kept as properties of the response.</remarks>
internal sealed class GenerateContentParser(bool streaming)
{
    private readonly GenerateContentPartParser _parts = new(streaming);
    private readonly GenerateContentUsage _usage = new();
    private readonly GroundingCitations _citations = new();
    private bool _anythingSeen;

    /// <summary>Gets a value indicating whether the model said why it stopped.</summary>
    public bool FinishSeen { get; private set; }

    /// <summary>Reads an answer that was not streamed, or a stream that came as one array.</summary>
    public static void ReadWhole(ReadOnlySpan<byte> body, ChatResponseWriter response)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        var isArray = reader.TokenType == JsonTokenType.StartArray;
        var parser = new GenerateContentParser(streaming: isArray);
        if (isArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                parser.Read(body, ref reader, response);
            }
        }
        else
        {
            parser.Read(body, ref reader, response);
        }

        if (reader.Read())
        {
            throw new JsonException("Something follows the end of the answer.");
        }

        if (!parser._anythingSeen && !response.HasFailed)
        {
            throw new JsonException("The answer has no candidates.");
        }

        parser.Complete(response);
    }

    /// <summary>Reads the object the reader stands at.</summary>
    public void Read(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }

        if (response.ResponseId is null)
        {
            ReadNames(reader, response);
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(json, ref reader, response);
        }
    }

    /// <summary>Writes what could be known only at the end.</summary>
    public void Complete(ChatResponseWriter response)
    {
        _parts.Complete(response);
        _citations.Complete(_parts, response);
    }

    // The names of the answer stand behind its content, which must carry them.
    private static void ReadNames(Utf8JsonReader reader, ChatResponseWriter response)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isId, isModel) = (reader.ValueTextEquals("responseId"u8), reader.ValueTextEquals("modelVersion"u8));
            var isTime = reader.ValueTextEquals("createTime"u8);
            reader.Read();
            if (isId)
            {
                response.SetId(JsonText.GetStringOrNull(ref reader));
            }
            else if (isModel)
            {
                response.SetModel(JsonText.GetStringOrNull(ref reader));
            }
            else if (isTime && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
            {
                response.SetCreated(time);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadMember(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("candidates"u8))
        {
            reader.Read();
            ReadCandidates(json, ref reader, response);
        }
        else if (reader.ValueTextEquals("usageMetadata"u8))
        {
            reader.Read();
            _anythingSeen = true;
            _usage.Read(ref reader, response);
        }
        else if (reader.ValueTextEquals("responseId"u8) || reader.ValueTextEquals("modelVersion"u8) || reader.ValueTextEquals("createTime"u8))
        {
            reader.Skip();
        }
        else if (reader.ValueTextEquals("promptFeedback"u8))
        {
            reader.Read();
            ReadFeedback(JsonElement.ParseValue(ref reader), response);
        }
        else if (reader.ValueTextEquals("error"u8))
        {
            reader.Read();
            response.Fail(GeminiErrors.From(JsonElement.ParseValue(ref reader)));
        }
        else
        {
            ResponseProperties.Keep(ref reader, response);
        }
    }

    private void ReadCandidates(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            _anythingSeen = true;
            if (IndexOf(reader) > 0)
            {
                response.SetProperty(LlmPropertyNames.ChoicesLeftOut, true);
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadCandidateMember(json, ref reader, response);
            }
        }
    }

    // The index stands behind what it is the index of; the copy of the reader looks ahead.
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

    private void ReadCandidateMember(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("content"u8))
        {
            reader.Read();
            ReadContent(json, ref reader, response);
        }
        else if (reader.ValueTextEquals("finishReason"u8))
        {
            reader.Read();
            ReadFinish(JsonText.GetStringOrNull(ref reader), response);
        }
        else if (reader.ValueTextEquals("index"u8))
        {
            reader.Skip();
        }
        else if (reader.ValueTextEquals("groundingMetadata"u8) || reader.ValueTextEquals("citationMetadata"u8))
        {
            var name = reader.GetString()!;
            reader.Read();
            _citations.Read(name, JsonElement.ParseValue(ref reader), response);
        }
        else
        {
            ResponseProperties.Keep(ref reader, response);
        }
    }

    private void ReadContent(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isParts = reader.ValueTextEquals("parts"u8);
            reader.Read();
            if (!isParts || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                _parts.Read(json, ref reader, response);
            }
        }
    }

    private void ReadFinish(string? raw, ChatResponseWriter response)
    {
        if (string.IsNullOrEmpty(raw) || raw == "FINISH_REASON_UNSPECIFIED")
        {
            return;
        }

        response.SetFinish(raw, FinishOf(raw));
        FinishSeen = true;
    }

    // https://ai.google.dev/api/generate-content#FinishReason. A word that is not here passes as it is.
    private static ChatFinishReason? FinishOf(string raw) => raw switch
    {
        "SAFETY" or "RECITATION" or "BLOCKLIST" or "PROHIBITED_CONTENT" or "SPII" or "MODEL_ARMOR" or "IMAGE_SAFETY" or "IMAGE_PROHIBITED_CONTENT" or "IMAGE_RECITATION" => ChatFinishReason.ContentFilter,
        "MALFORMED_FUNCTION_CALL" => FinishReasons.Error,
        "FUNCTION_CALL" => ChatFinishReason.ToolCalls, // the vendor says STOP; servers that imitate it say this
        "OTHER" => FinishReasons.Other,
        _ => null,
    };

    // A prompt that is refused gets no candidate, only this.
    private void ReadFeedback(JsonElement feedback, ChatResponseWriter response)
    {
        if (feedback.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        response.SetProperty("promptFeedback", feedback);
        if (feedback.Text("blockReason"u8) is not { Length: > 0 } reason)
        {
            return;
        }

        _anythingSeen = FinishSeen = true;
        response.SetFinish(reason, ChatFinishReason.ContentFilter);
        response.WriteContent(new ErrorContent(feedback.Text("blockReasonMessage"u8) ?? $"The prompt was blocked: {reason}.") { ErrorCode = "PromptBlocked" });
    }
}
