using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Writes what a model said in an earlier turn, item by item, in the order in which it said it.</summary>
/// <remarks>
/// A host that gave a message or a call together with reasoning wants both back or neither: items whose reasoning cannot go back go
/// without their ids, and reasoning that nothing follows stays out.
/// </remarks>
internal sealed class ResponsesAssistantMessage(ChatCall call, WireRequest request, ResponsesDialect dialect, ResponsesCallIds ids)
{
    private readonly List<string> _text = [];
    private JsonElement? _message;
    private bool _withoutIds;
    private int _written;

    private Utf8JsonWriter Json => request.Json;

    /// <summary>Writes a message.</summary>
    /// <returns>How many items it became.</returns>
    public int Write(ChatMessage message)
    {
        var contents = ResponsesOrder.Restore(message.Contents, call);
        _withoutIds = !dialect.ReplaysItemIds;
        for (var i = 0; i < contents.Count; i++)
        {
            if (contents[i] is TextContent text)
            {
                AddText(text);
                continue;
            }

            if (contents[i] is TextReasoningContent reasoning)
            {
                WriteReasoning(reasoning, isFollowed: contents.Skip(i + 1).Any(BecomesItem));
            }
            else if (contents[i] is not UsageContent)
            {
                EndMessage();
                WriteOther(contents[i], contents);
            }
        }

        EndMessage();
        return _written;
    }

    private void AddText(TextContent text)
    {
        if (Native(text) is { } message)
        {
            EndMessage();
            _message = message;
        }

        if (text.Text.Length > 0)
        {
            _text.Add(text.Text);
        }
    }

    private void EndMessage()
    {
        if (_text.Count > 0)
        {
            var text = _text.Count == 1 ? _text[0] : string.Concat(_text);
            WriteMessage(text, "output_text"u8, "text"u8);
        }

        _text.Clear();
        _message = null;
    }

    private void WriteMessage(string text, ReadOnlySpan<byte> type, ReadOnlySpan<byte> member)
    {
        _written++;
        Json.WriteStartObject();
        if (_message is null && member.SequenceEqual("text"u8))
        {
            Json.WriteString("role"u8, "assistant"u8);
            Json.WriteString("content"u8, text);
            Json.WriteEndObject();
            return;
        }

        Json.WriteString("type"u8, "message"u8);
        Json.WriteString("role"u8, "assistant"u8);
        if (_message is { } message)
        {
            WriteRest(message, "type", "role");
        }

        Json.WriteStartArray("content"u8);
        Json.WriteStartObject();
        Json.WriteString("type"u8, type);
        Json.WriteString(member, text);
        if (member.SequenceEqual("text"u8))
        {
            Json.WriteStartArray("annotations"u8);
            Json.WriteEndArray();
        }

        Json.WriteEndObject();
        Json.WriteEndArray();
        Json.WriteEndObject();
    }

    private void WriteReasoning(TextReasoningContent reasoning, bool isFollowed)
    {
        EndMessage();
        var item = Native(reasoning);
        switch (item?.Text("type"u8))
        {
            case "message":
                _message = item; // two messages in a row: this only keeps them apart
                return;
            case not "reasoning":
                item = null; // the data of another wire
                break;
        }

        var isClosed = item is { } native && native.Text("encrypted_content"u8) is not null;
        if (item is null || !(isClosed || dialect.ReplaysPlainReasoning))
        {
            _withoutIds = true;
            call.Warn(item is null
                ? "Reasoning of an earlier turn that another model made was left out of the history."
                : "Reasoning of an earlier turn that is not encrypted was left out of the history: the host does not keep it.");
        }
        else if (!isFollowed)
        {
            call.Warn("Reasoning of an earlier turn that led to nothing was left out of the history.");
        }
        else
        {
            WriteReasoningItem(item.Value);
        }
    }

    private void WriteReasoningItem(JsonElement item)
    {
        _written++;
        Json.WriteStartObject();
        Json.WriteString("type"u8, "reasoning"u8);
        if (!item.TryGetProperty("summary"u8, out var summary) || summary.ValueKind != JsonValueKind.Array)
        {
            Json.WriteStartArray("summary"u8);
            Json.WriteEndArray();
        }

        // The status is not taken back by every host, and says nothing of an item that is complete.
        WriteRest(item, "type", "status", item.TryGetProperty("content"u8, out var content) && content is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0 ? "content" : "type");
        Json.WriteEndObject();
    }

    private void WriteOther(AIContent content, IReadOnlyList<AIContent> all)
    {
        switch (content)
        {
            case FunctionCallContent tool when IsCall(tool):
                WriteCall(tool);
                break;
            case FunctionCallContent cut:
                call.Warn($"The call of {cut.Name} that was never run was left out of the history.");
                break;
            case FunctionResultContent result:
                _written++;
                new ResponsesToolOutput(call, request, dialect).Write(result, ids);
                break;
            case ErrorContent { ErrorCode: "Refusal" } refusal:
                WriteMessage(refusal.Message, "refusal"u8, "refusal"u8);
                break;
            case ErrorContent:
                call.Warn("An error of an earlier turn was left out of the history.");
                break;
            case DataContent or UriContent:
                call.Warn($"{content.GetType().Name} of an earlier answer was left out of the history; give it in a user message if the model shall see it.");
                break;
            default:
                _written += new ResponsesHostedHistory(call, request).Write(content, all) ? 1 : 0;
                break;
        }
    }

    private void WriteCall(FunctionCallContent tool)
    {
        _written++;
        var text = ToolArguments.TextOf(tool);
        Json.WriteStartObject();
        Json.WriteString("type"u8, text is null ? "function_call"u8 : "custom_tool_call"u8);
        Json.WriteString("call_id"u8, ids.Add(tool, isFreeform: text is not null));
        Json.WriteString("name"u8, tool.Name);
        if (text is null)
        {
            Json.WritePropertyName("arguments"u8);
            JsonValues.WriteArguments(Json, tool);
        }
        else
        {
            Json.WriteString("input"u8, text);
        }

        if (Native(tool) is { } item)
        {
            WriteRest(item, "type", "status");
        }

        Json.WriteEndObject();
    }

    private void WriteRest(JsonElement item, params ReadOnlySpan<string> without) =>
        ResponsesItem.WriteMembers(Json, item, _withoutIds ? [.. without, "id"] : without);

    private JsonElement? Native(AIContent content) => call.IsOwn(content) ? ResponsesItem.Get(content) : null;

    // Core leaves calls nobody answered out of a whole history; of a conversation the host keeps it sees only the end.
    private bool IsCall(FunctionCallContent tool) => tool.AdditionalProperties?.ContainsKey(LlmPropertyNames.RawArguments) != true || IsAnswered(tool.CallId);

    private bool IsAnswered(string callId) => call.Messages.Any(m => m.Contents.Any(c => c is FunctionResultContent result && result.CallId == callId));

    private bool BecomesItem(AIContent content) => content switch
    {
        TextContent text => text.Text.Length > 0,
        FunctionCallContent tool => IsCall(tool),
        ErrorContent { ErrorCode: "Refusal" } => true,
        TextReasoningContent or UsageContent or ErrorContent or DataContent or UriContent => false,
        _ => Native(content) is not null,
    };
}
