using System.Buffers;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads messages. The first piece of text carries what the host wants back with its message: id, phase and place.</summary>
internal sealed class ResponsesMessages(ChatCall call)
{
    private readonly List<JsonElement> _logprobs = [];
    private bool _followsText;

    /// <summary>Says that something else than text came: messages before and after it cannot run together.</summary>
    public void Interrupt() => _followsText = false;

    public void WriteFirst(string text, List<AIAnnotation>? annotations, JsonElement? item, string? id, int index, ChatResponseWriter response)
    {
        var native = Native(item, id, index);
        if (_followsText)
        {
            // Texts in a row are joined, and what the second one carries would be lost: it goes between them instead.
            response.WriteReasoningData(native.GetRawText());
            response.WriteText(text, annotations);
        }
        else
        {
            response.WriteContent(new TextContent(text)
            {
                Annotations = annotations,
                AdditionalProperties = new() { [ResponsesItem.PropertyName] = native, [LlmPropertyNames.Origin] = call.Origin },
            });
        }

        _followsText = true;
    }

    public void Complete(JsonElement item, ResponsesItems.OpenItem open, bool isPartlyRead, ChatResponseWriter response)
    {
        var readsText = !open.HasText && !isPartlyRead;
        var isFirst = true;
        List<AIAnnotation>? late = null;
        foreach (var part in item.Items("content"u8))
        {
            var annotations = ResponsesCitations.ReadAll(part);
            if (part.Text("refusal"u8) is { } refusal && !open.HasRefusal && !isPartlyRead)
            {
                response.WriteRefusal(refusal);
            }
            else if (!readsText)
            {
                (late ??= []).AddRange(annotations ?? []);
            }
            else if (part.Text("text"u8) is { } text && (text.Length > 0 || annotations is not null))
            {
                WriteWhole(text, annotations, isFirst ? item : null, open, response);
                isFirst = false;
            }

            KeepLogprobs(part);
        }

        var pending = late is { Count: > 0 } ? late : readsText ? null : open.Annotations;
        if (pending is { Count: > 0 })
        {
            response.WriteText("", pending);
        }
    }

    public void End(ChatResponseWriter response)
    {
        if (_logprobs.Count == 0)
        {
            return;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var entry in _logprobs.SelectMany(l => l.EnumerateArray()))
            {
                entry.WriteTo(json);
            }

            json.WriteEndArray();
        }

        response.SetProperty("logprobs", JsonElement.Parse(buffer.WrittenSpan));
    }

    private void WriteWhole(string text, List<AIAnnotation>? annotations, JsonElement? item, ResponsesItems.OpenItem open, ChatResponseWriter response)
    {
        if (item is not null)
        {
            WriteFirst(text, annotations, item, open.Id, open.Index, response);
        }
        else
        {
            response.WriteText(text, annotations);
        }
    }

    private void KeepLogprobs(JsonElement part)
    {
        if (part.TryGetProperty("logprobs"u8, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0)
        {
            _logprobs.Add(list);
        }
    }

    private static JsonElement Native(JsonElement? item, string? id, int index)
    {
        if (item is { } known)
        {
            return ResponsesItem.PackElement(known, index, "content", "role", "status");
        }

        // A stream that was taken up again in the middle of a message: its beginning is not sent again.
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "message"u8);
            if (id is not null)
            {
                json.WriteString("id"u8, id);
            }

            json.WriteEndObject();
        }

        return ResponsesItem.PackElement(JsonElement.Parse(buffer.WrittenSpan), index);
    }
}
