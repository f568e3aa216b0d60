using System.Text;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads what the host's own tools did. Each call keeps its whole item for the way back.</summary>
internal static class ResponsesHostedItems
{
    public static void Write(JsonElement item, int index, ChatResponseWriter response)
    {
        var id = item.Text("id"u8) is { Length: > 0 } given ? given : item.Text("call_id"u8) ?? "";
        switch (item.Text("type"u8))
        {
            case "web_search_call":
                WriteWebSearch(item, id, index, response);
                break;
            case "code_interpreter_call":
                WriteCode(item, id, index, response);
                break;
            case "image_generation_call":
                ResponsesImages.Write(item, id, index, response);
                break;
            case "mcp_call":
                WriteMcpCall(item, id, index, response);
                break;
            case "mcp_approval_request":
                response.WriteContent(Native(new ToolApprovalRequestContent(id, McpCall(item, id)), item, index));
                break;
            case null:
                break;
            default:
                // Without a type in Microsoft.Extensions.AI, or not known here: kept as it is.
                response.WriteContent(Native(ResponsesItem.Create(item), item, index));
                break;
        }
    }

    public static T Native<T>(T content, JsonElement item, int index, params ReadOnlySpan<string> without)
        where T : AIContent
    {
        content.RawRepresentation = item;
        (content.AdditionalProperties ??= [])[ResponsesItem.PropertyName] = ResponsesItem.PackElement(item, index, without);
        return content;
    }

    private static void WriteWebSearch(JsonElement item, string id, int index, ChatResponseWriter response)
    {
        item.TryGetProperty("action"u8, out var action);
        List<string> queries = [.. action.Items("queries"u8).Where(q => q.ValueKind == JsonValueKind.String).Select(q => q.GetString()!)];
        if (queries.Count == 0 && action.Text("query"u8) is { } query)
        {
            queries.Add(query);
        }

        response.WriteContent(Native(new WebSearchToolCallContent(id) { Queries = queries.Count > 0 ? queries : null }, item, index));
        List<AIContent> sources = [.. action.Items("sources"u8).Select(Source).OfType<AIContent>()];
        response.WriteContent(new WebSearchToolResultContent(id) { Outputs = sources.Count > 0 ? sources : null });
    }

    private static UriContent? Source(JsonElement source) =>
        Uri.TryCreate(source.Text("url"u8), UriKind.Absolute, out var uri) ? new UriContent(uri, "text/html") { RawRepresentation = source } : null;

    private static void WriteCode(JsonElement item, string id, int index, ChatResponseWriter response)
    {
        var call = new CodeInterpreterToolCallContent(id);
        if (item.Text("code"u8) is { } code)
        {
            call.Inputs = [new DataContent(Encoding.UTF8.GetBytes(code), "text/x-python")];
        }

        response.WriteContent(Native(call, item, index));
        List<AIContent> outputs = [.. item.Items("outputs"u8).Select(CodeOutput).OfType<AIContent>()];
        response.WriteContent(new CodeInterpreterToolResultContent(id) { Outputs = outputs.Count > 0 ? outputs : null });
    }

    private static AIContent? CodeOutput(JsonElement output) => output.Text("type"u8) switch
    {
        "logs" => new TextContent(output.Text("logs"u8)) { RawRepresentation = output },
        "image" when Uri.TryCreate(output.Text("url"u8), UriKind.Absolute, out var uri) => new UriContent(uri, "image/png") { RawRepresentation = output },
        _ => null,
    };

    private static McpServerToolCallContent McpCall(JsonElement item, string id) =>
        new(id, item.Text("name"u8) ?? "", item.Text("server_label"u8)) { Arguments = ResponsesCalls.Arguments(item) };

    private static void WriteMcpCall(JsonElement item, string id, int index, ChatResponseWriter response)
    {
        response.WriteContent(Native(McpCall(item, id), item, index));
        List<AIContent> outputs = [];
        if (item.Text("output"u8) is { } output)
        {
            outputs.Add(new TextContent(output));
        }

        if (item.TryGetProperty("error"u8, out var error) && error.ValueKind is JsonValueKind.String or JsonValueKind.Object)
        {
            var wire = WireError.From(error);
            outputs.Add(new ErrorContent(wire.Message ?? error.ToString()) { ErrorCode = wire.Code ?? wire.Type, RawRepresentation = error });
        }

        response.WriteContent(new McpServerToolResultContent(id) { Outputs = outputs.Count > 0 ? outputs : null });
    }
}
