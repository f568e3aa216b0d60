using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Decides what of an earlier answer goes back: its own blocks as they came, text and calls of anybody, nothing that another vendor encrypted.</summary>
internal static class AssistantContent
{
    /// <summary>Tells whether a content is sent. What is left out is told.</summary>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.UnsupportedContent"/> when it can neither be sent nor left out.</exception>
    public static bool Keep(AIContent content, ChatCall call)
    {
        switch (content)
        {
            case TextContent or FunctionCallContent:
                return true;
            case TextReasoningContent reasoning:
                return KeepReasoning(reasoning, call);
            case ErrorContent:
                call.Warn("An error or refusal of an earlier turn was left out of the history.");
                return false;
            case var native when BlockOf(native) is not null && call.IsOwn(native):
                return true;
            case ToolCallContent or ToolResultContent:
                call.Warn($"{content.GetType().Name} of an earlier turn was left out of the history: another provider made it, or it has no block of this wire.");
                return false;
            case DataContent or UriContent or HostedFileContent:
                call.Warn($"{content.GetType().Name} of an earlier answer was left out of the history; give it in a user message if the model shall see it.");
                return false;
            case var other when other.GetType() == typeof(AIContent):
                call.Warn("A content of an earlier turn that only its own provider knows was left out of the history.");
                return false;
            default:
                call.LeftOut(content, MessagesProtocol.ProtocolName);
                return false;
        }
    }

    /// <summary>Gets the block a content was on the wire; <see langword="null"/> when it is none.</summary>
    public static JsonElement? BlockOf(AIContent content) => content.AdditionalProperties?.GetValueOrDefault(AnthropicPropertyNames.Block) switch
    {
        JsonElement { ValueKind: JsonValueKind.Object } element => element,
        JsonObject node => JsonElement.Parse(node.ToJsonString()),
        _ => null,
    };

    /// <summary>Tells whether reasoning is a block whose text was withheld.</summary>
    public static bool IsRedacted(TextReasoningContent reasoning) =>
        reasoning.AdditionalProperties?.GetValueOrDefault(AnthropicPropertyNames.Redacted) is true or JsonElement { ValueKind: JsonValueKind.True };

    private static bool KeepReasoning(TextReasoningContent reasoning, ChatCall call)
    {
        if (!call.IsOwn(reasoning))
        {
            call.Warn("Reasoning that another provider made was left out of the history.");
            return false;
        }

        if (string.IsNullOrEmpty(reasoning.ProtectedData))
        {
            if (reasoning.Text.Length > 0)
            {
                call.Warn("Reasoning without a signature was left out of the history: the API takes none.");
            }

            return false;
        }

        return true;
    }
}
