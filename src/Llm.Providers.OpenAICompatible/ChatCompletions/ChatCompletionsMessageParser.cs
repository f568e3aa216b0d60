using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads a message or a delta of one.</summary>
internal sealed class ChatCompletionsMessageParser(ChatCompletionsDialect dialect, bool streaming)
{
    private readonly ThinkTagSplitter? _thinkTags = dialect.ReadsThinkTags ? new() : null;
    private ReasoningDetails? _details;
    private ChatCompletionsAudio? _audio;
    private List<AIAnnotation>? _annotations;
    private string? _pendingText;

    public void Read(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var reasoningSeen = false;
        var detailsText = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                ReadContent(ref reader, response);
            }
            else if (reader.ValueTextEquals("role"u8))
            {
                reader.Skip();
            }
            else if (reader.ValueTextEquals("tool_calls"u8))
            {
                reader.Read();
                ChatCompletionsToolCalls.Read(ref reader, response, streaming);
            }
            else if (reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8))
            {
                reader.Read();
                reasoningSeen = ReadReasoning(ref reader, response, reasoningSeen);
            }
            else if (reader.ValueTextEquals("reasoning_details"u8))
            {
                reader.Read();
                detailsText += (_details ??= new()).Read(ref reader, response);
            }
            else
            {
                ReadRareMember(ref reader, response);
            }
        }

        if (!reasoningSeen)
        {
            response.WriteReasoning(detailsText); // the same words stand in both, where both are there
        }

        EndMessage(response);
    }

    public void Complete(ChatResponseWriter response)
    {
        _thinkTags?.Complete(response);
        _details?.Complete(response);
        _audio?.Complete(response);
    }

    private void ReadRareMember(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("refusal"u8))
        {
            reader.Read();
            response.WriteRefusal(reader.TokenType == JsonTokenType.String ? JsonText.GetStringOrNull(ref reader) : null);
        }
        else if (reader.ValueTextEquals("annotations"u8))
        {
            reader.Read();
            ChatCompletionsCitations.ReadAnnotations(ref reader, ref _annotations);
        }
        else if (reader.ValueTextEquals("audio"u8))
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                (_audio ??= new()).Read(ref reader);
                response.NoteContent();
            }
        }
        else if (reader.ValueTextEquals("function_call"u8))
        {
            reader.Read();
            ChatCompletionsToolCalls.ReadLegacy(ref reader, response);
        }
        else if (reader.ValueTextEquals("channel"u8) || reader.ValueTextEquals("token_id"u8) || reader.ValueTextEquals("name"u8))
        {
            reader.Skip();
        }
        else
        {
            ResponseProperties.Keep(ref reader, response);
        }
    }

    private void ReadContent(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String when streaming && _thinkTags is null:
                if (reader.ValueSpan.Length > 0)
                {
                    _details?.Complete(response);
                    var text = JsonText.Read(ref reader, out var rented);
                    response.WriteText(text);
                    JsonText.Return(rented);
                }

                break;
            case JsonTokenType.String:
                _pendingText = JsonText.GetStringOrNull(ref reader);
                break;
            case JsonTokenType.StartArray:
                foreach (var part in JsonElement.ParseValue(ref reader).EnumerateArray())
                {
                    ReadPart(part, response);
                }

                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadPart(JsonElement part, ChatResponseWriter response)
    {
        var type = part.Text("type"u8);
        switch (type)
        {
            case "text":
                _details?.Complete(response);
                response.WriteText(part.Text("text"u8));
                break;
            case "thinking":
                response.WriteReasoning(ThinkingText(part));
                if (part.Text("signature"u8) is { Length: > 0 } signature)
                {
                    response.WriteReasoningData(signature);
                }

                break;
            case "refusal":
                response.WriteRefusal(part.Text("refusal"u8));
                break;
            case "reference":
                response.WriteText("", [new CitationAnnotation { RawRepresentation = part, Snippet = part.GetRawText() }]);
                break;
            case "image_url" when part.TryGetProperty("image_url"u8, out var image) && ChatCompletionsImages.Read(image) is { } content:
                response.WriteContent(content);
                break;
            default:
                response.SetProperty($"content.{type}", part);
                break;
        }
    }

    private static string? ThinkingText(JsonElement part) =>
        part.Text("thinking"u8) ?? string.Concat(part.Items("thinking"u8).Select(p => p.Text("text"u8)));

    private static bool ReadReasoning(ref Utf8JsonReader reader, ChatResponseWriter response, bool alreadySeen)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return alreadySeen;
        }

        if (alreadySeen || reader.ValueSpan.Length == 0)
        {
            return alreadySeen;
        }

        if (reader.ValueIsEscaped)
        {
            response.WriteReasoning(JsonText.GetStringOrNull(ref reader));
        }
        else
        {
            response.WriteReasoning(TokenText.GetString(reader.ValueSpan));
        }

        return true;
    }

    private void EndMessage(ChatResponseWriter response)
    {
        if (!streaming)
        {
            _details?.Complete(response);
        }

        if (_pendingText is not null && _thinkTags is not null)
        {
            _thinkTags.Write(_pendingText, response);
        }
        else if (_pendingText is not null)
        {
            _details?.Complete(response);
            response.WriteText(_pendingText, _annotations);
            _annotations = null;
        }

        if (_annotations is not null)
        {
            response.WriteText("", _annotations);
            _annotations = null;
        }

        _pendingText = null;
    }
}
