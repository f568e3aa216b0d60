using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Writes what the model said in an earlier turn.</summary>
internal readonly struct ChatCompletionsAssistantMessage(ChatCall call, WireRequest request, ChatCompletionsDialect dialect, ReasoningReplay replay)
{
    /// <summary>The member in which some vendors put data they want back with a tool call.</summary>
    public const string ExtraContent = "extra_content";

    public bool Write(ChatMessage message)
    {
        var reasoning = new ReasoningReplayer(call, dialect, replay);
        var (hasCalls, refusal) = Look(message.Contents, reasoning);
        var text = message.Text;
        if (text.Length == 0 && !hasCalls && refusal is null)
        {
            return false;
        }

        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        if (!reasoning.WriteParts(json, message, text, hasCalls))
        {
            WriteText(json, text, hasCalls);
            reasoning.WriteMembers(json, message, hasCalls);
        }

        if (refusal is not null)
        {
            json.WriteString("refusal"u8, refusal);
        }

        if (hasCalls)
        {
            WriteCalls(json, message);
        }

        json.WriteEndObject();
        return true;
    }

    private static void WriteText(Utf8JsonWriter json, string text, bool hasCalls)
    {
        if (text.Length > 0)
        {
            json.WriteString("content"u8, text);
        }
        else if (hasCalls)
        {
            json.WriteNull("content"u8);
        }
        else
        {
            json.WriteString("content"u8, ""u8);
        }
    }

    private void WriteCalls(Utf8JsonWriter json, ChatMessage message)
    {
        json.WriteStartArray("tool_calls"u8);
        for (var i = 0; i < message.Contents.Count; i++)
        {
            if (message.Contents[i] is not FunctionCallContent tool)
            {
                continue;
            }

            json.WriteStartObject();
            json.WriteString("id"u8, dialect.ToolCallIds.Write(tool.CallId));
            WriteFunction(json, tool);
            if (tool.AdditionalProperties?.GetValueOrDefault(ExtraContent) is { } extra && call.IsOwn(tool))
            {
                json.WritePropertyName(ExtraContent);
                JsonValues.Write(json, extra);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFunction(Utf8JsonWriter json, FunctionCallContent tool)
    {
        var text = ToolArguments.TextOf(tool);
        var type = text is null ? "function"u8 : "custom"u8;
        json.WriteString("type"u8, type);
        json.WriteStartObject(type);
        json.WriteString("name"u8, tool.Name);
        if (text is null)
        {
            json.WritePropertyName("arguments"u8);
            JsonValues.WriteArguments(json, tool);
        }
        else
        {
            json.WriteString("input"u8, text);
        }

        json.WriteEndObject();
    }

    // Refuses what cannot be sent and finds what else than text there is.
    private (bool HasCalls, string? Refusal) Look(IList<AIContent> contents, ReasoningReplayer reasoning)
    {
        var hasCalls = false;
        string? refusal = null;
        for (var i = 0; i < contents.Count; i++)
        {
            var content = contents[i];
            switch (content)
            {
                case TextContent or UsageContent:
                    break;
                case TextReasoningContent thought:
                    reasoning.Note(thought);
                    break;
                case FunctionCallContent:
                    hasCalls = true;
                    break;
                case ErrorContent { ErrorCode: "Refusal" } error:
                    refusal ??= error.Message;
                    break;
                case ErrorContent:
                    call.Warn("An error of an earlier turn was left out of the history.");
                    break;
                case DataContent { AdditionalProperties: { } properties } when properties.ContainsKey(ChatCompletionsAudio.IdProperty):
                    call.Warn("The sound of an earlier turn was left out of the history.");
                    break;
                case DataContent or UriContent when ((content as DataContent)?.HasTopLevelMediaType("image") ?? ((UriContent)content).HasTopLevelMediaType("image")):
                    call.Warn("An image of an earlier answer was left out of the history; give it in a user message if the model shall see it.");
                    break;
                default:
                    call.LeftOut(content, "chat completions");
                    break;
            }
        }

        return (hasCalls, refusal);
    }
}
