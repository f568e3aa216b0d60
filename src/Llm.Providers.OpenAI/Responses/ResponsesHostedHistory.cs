using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Writes what the host's own tools did in an earlier turn, as it came.</summary>
internal readonly struct ResponsesHostedHistory(ChatCall call, WireRequest request)
{
    /// <summary>Writes a content.</summary>
    /// <returns>Whether it became an item.</returns>
    public bool Write(AIContent content, IReadOnlyList<AIContent> all)
    {
        if (call.IsOwn(content) && ResponsesItem.Get(content) is { } item)
        {
            WriteItem(content, item, all);
            return true;
        }

        switch (content)
        {
            case ToolApprovalRequestContent { ToolCall: McpServerToolCallContent mcp } approval when call.IsOwn(content):
                WriteApprovalRequest(approval, mcp);
                return true;
            case ToolResultContent result when HoldsCall(all, result.CallId):
                return false; // the item of its call holds it
            case ToolCallContent or ToolResultContent or ToolApprovalRequestContent:
                call.Warn($"{content.GetType().Name} of an earlier turn was left out of the history: it was not made by {call.Model.ProviderId} over the responses protocol.");
                return false;
            case not null when content.GetType() == typeof(AIContent) && !call.IsOwn(content):
                call.Warn("What another host's tools did in an earlier turn was left out of the history.");
                return false;
            default:
                call.LeftOut(content!, ResponsesProtocol.ProtocolName);
                return false;
        }
    }

    private bool HoldsCall(IReadOnlyList<AIContent> all, string callId)
    {
        foreach (var tool in all.OfType<ToolCallContent>())
        {
            if (tool.CallId == callId && call.IsOwn(tool) && ResponsesItem.Get(tool) is not null)
            {
                return true;
            }
        }

        return false;
    }

    private void WriteItem(AIContent content, JsonElement item, IReadOnlyList<AIContent> all)
    {
        request.Json.WriteStartObject();

        ResponsesItem.WriteMembers(request.Json, item);
        if (content is ImageGenerationToolCallContent image)
        {
            var made = all.OfType<ImageGenerationToolResultContent>().LastOrDefault(r => r.CallId == image.CallId)?.Outputs?.OfType<DataContent>().FirstOrDefault();
            request.Json.WritePropertyName("result"u8);
            if (made is null)
            {
                request.Json.WriteNullValue();
            }
            else
            {
                request.WriteBase64Value(default, made.Data);
            }
        }

        request.Json.WriteEndObject();
    }

    private void WriteApprovalRequest(ToolApprovalRequestContent approval, McpServerToolCallContent mcp)
    {
        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("type"u8, "mcp_approval_request"u8);
        json.WriteString("id"u8, approval.RequestId);
        json.WriteString("server_label"u8, mcp.ServerName);
        json.WriteString("name"u8, mcp.Name);
        json.WritePropertyName("arguments"u8);
        JsonValues.WriteArguments(json, new FunctionCallContent(mcp.CallId, mcp.Name, mcp.Arguments));
        json.WriteEndObject();
    }
}
