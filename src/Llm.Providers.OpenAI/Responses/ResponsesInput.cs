using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Writes a conversation as input items.</summary>
internal sealed class ResponsesInput(ChatCall call, WireRequest request, ResponsesDialect dialect)
{
    private readonly ResponsesCallIds _ids = new(call);

    public void Write()
    {
        var written = 0;
        if (!dialect.AcceptsInstructions && !string.IsNullOrEmpty(call.Options.Instructions))
        {
            WriteText("system", call.Options.Instructions);
            written++;
        }

        for (var i = 0; i < call.Messages.Count; i++)
        {
            written += WriteMessage(call.Messages[i]);
        }

        if (written == 0 && string.IsNullOrEmpty(call.Options.Instructions) && string.IsNullOrEmpty(call.Options.ConversationId))
        {
            throw new LlmProviderException(LlmErrorKind.InvalidRequest, "Every message of the conversation is empty; give at least one with content.");
        }
    }

    private int WriteMessage(ChatMessage message)
    {
        if (!string.IsNullOrEmpty(message.AuthorName) && message.Role != ChatRole.Assistant)
        {
            call.Unsupported("ChatMessage.AuthorName", "has no place in the responses protocol");
        }

        if (message.Role == ChatRole.Assistant)
        {
            return new ResponsesAssistantMessage(call, request, dialect, _ids).Write(message);
        }

        var items = 0;
        var parts = 0;
        foreach (var content in message.Contents)
        {
            if (WriteItem(content))
            {
                items++;
            }
            else if (content is not UsageContent)
            {
                parts += content is TextContent { Text.Length: 0 } ? 0 : 1;
                RequirePlace(message.Role, content);
            }
        }

        if (parts > 0)
        {
            WriteParts(message);
        }

        return items + parts;
    }

    private static void RequirePlace(ChatRole role, AIContent content)
    {
        if (role == ChatRole.Tool)
        {
            throw LlmProviderException.UnsupportedContent(content, ResponsesProtocol.ProtocolName, "A message with the role tool holds the results of tools only.");
        }

        if (role != ChatRole.User && content is not TextContent)
        {
            throw LlmProviderException.UnsupportedContent(content, ResponsesProtocol.ProtocolName, $"A message with the role {role.Value} holds text only.");
        }
    }

    // What is an item of its own and no part of a message.
    private bool WriteItem(AIContent content)
    {
        switch (content)
        {
            case FunctionResultContent result:
                new ResponsesToolOutput(call, request, dialect).Write(result, _ids);
                return true;
            case ToolApprovalResponseContent approval:
                WriteApproval(approval);
                return true;
            case not (TextContent or TextReasoningContent) when call.IsOwn(content) && ResponsesItem.Get(content) is { } item:
                request.Json.WriteStartObject();
                ResponsesItem.WriteMembers(request.Json, item);
                request.Json.WriteEndObject();
                return true;
            default:
                return false;
        }
    }

    private void WriteApproval(ToolApprovalResponseContent approval)
    {
        if (approval.ToolCall is not McpServerToolCallContent)
        {
            throw LlmProviderException.UnsupportedContent(approval, ResponsesProtocol.ProtocolName, "The host asks for approval of MCP calls only; approvals of functions are for the middleware that runs them.");
        }

        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("type"u8, "mcp_approval_response"u8);
        json.WriteString("approval_request_id"u8, approval.RequestId);
        json.WriteBoolean("approve"u8, approval.Approved);
        if (!string.IsNullOrEmpty(approval.Reason))
        {
            json.WriteString("reason"u8, approval.Reason);
        }

        json.WriteEndObject();
    }

    private void WriteParts(ChatMessage message)
    {
        var contents = message.Contents.Where(c => IsPart(c)).ToList();
        if (contents is [TextContent only])
        {
            WriteText(message.Role.Value, only.Text);
            return;
        }

        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("role"u8, message.Role.Value);
        json.WriteStartArray("content"u8);
        var parts = new ResponsesParts(call, request, dialect);
        foreach (var content in contents)
        {
            parts.Write(content);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private bool IsPart(AIContent content) => content switch
    {
        TextContent text => text.Text.Length > 0,
        FunctionResultContent or ToolApprovalResponseContent or UsageContent => false,
        TextReasoningContent => true,
        _ => !call.IsOwn(content) || ResponsesItem.Get(content) is null,
    };

    private void WriteText(string role, string text)
    {
        request.Json.WriteStartObject();
        request.Json.WriteString("role"u8, role);
        request.Json.WriteString("content"u8, text);
        request.Json.WriteEndObject();
    }
}
