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
        Check(message);
        var text = message.Text;
        var refusal = message.Contents.OfType<ErrorContent>().FirstOrDefault(e => e.ErrorCode == "Refusal")?.Message;
        var hasCalls = message.Contents.Any(IsCall);
        if (text.Length == 0 && !hasCalls && refusal is null)
        {
            return false;
        }

        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("role"u8, "assistant"u8);
        var reasoning = new ReasoningReplayer(call, dialect, replay);
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

    // A call that was cut off by the output limit was never answered: sending it would leave a call without a result.
    // InformationalOnly does not tell: Microsoft.Extensions.AI sets it on every call it has run.
    private static bool IsCall(AIContent content) => content is FunctionCallContent call && call.AdditionalProperties?.ContainsKey(LlmPropertyNames.Truncated) != true;

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
        foreach (var content in message.Contents)
        {
            if (!IsCall(content))
            {
                continue;
            }

            var tool = (FunctionCallContent)content;

            json.WriteStartObject();
            json.WriteString("id"u8, ToolCallIds.Write(tool.CallId, dialect.ToolCallIds));
            json.WriteString("type"u8, "function"u8);
            json.WriteStartObject("function"u8);
            json.WriteString("name"u8, tool.Name);
            json.WritePropertyName("arguments"u8);
            JsonValues.WriteArguments(json, tool);
            json.WriteEndObject();
            if (tool.AdditionalProperties?.GetValueOrDefault(ExtraContent) is { } extra && Origins.IsOwn(tool, call))
            {
                json.WritePropertyName(ExtraContent);
                JsonValues.Write(json, extra);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Check(ChatMessage message)
    {
        foreach (var content in message.Contents)
        {
            switch (content)
            {
                case TextContent or TextReasoningContent or UsageContent or ErrorContent { ErrorCode: "Refusal" }:
                case FunctionCallContent when IsCall(content):
                    break;
                case FunctionCallContent cut:
                    call.Warn($"The call of {cut.Name} that was never run was left out of the history.");
                    break;
                case ErrorContent:
                    call.Warn("An error of an earlier turn was left out of the history.");
                    break;
                case ToolCallContent or ToolResultContent:
                    call.Warn($"{content.GetType().Name} of an earlier turn was left out of the history: chat completions has no place for it.");
                    break;
                case DataContent { AdditionalProperties: { } properties } when properties.ContainsKey(ChatCompletionsAudio.IdProperty):
                    call.Warn("The sound of an earlier turn was left out of the history.");
                    break;
                default:
                    throw LlmProviderException.UnsupportedContent(content, "chat-completions", "An assistant message holds text, reasoning and function calls here.");
            }
        }
    }
}
