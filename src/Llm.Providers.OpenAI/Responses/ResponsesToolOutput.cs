using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Writes the result of a tool: text as it is, images and files as parts, anything else as JSON.</summary>
internal readonly struct ResponsesToolOutput(ChatCall call, WireRequest request, ResponsesDialect dialect)
{
    public void Write(FunctionResultContent result, ResponsesCallIds ids)
    {
        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("type"u8, ids.IsFreeform(result.CallId) ? "custom_tool_call_output"u8 : "function_call_output"u8);
        json.WriteString("call_id"u8, ids.Of(result.CallId));
        json.WritePropertyName("output"u8);
        if (ContentsOf(result.Result) is { } contents)
        {
            WriteContents(contents);
        }
        else
        {
            JsonValues.WriteResult(json, result);
        }

        json.WriteEndObject();
    }

    private void WriteContents(IReadOnlyList<AIContent> contents)
    {
        if (contents.All(c => c is TextContent))
        {
            request.Json.WriteStringValue(string.Concat(contents.Select(c => ((TextContent)c).Text)));
            return;
        }

        request.Json.WriteStartArray();
        var parts = new ResponsesParts(call, request, dialect);
        foreach (var content in contents.Where(c => c is not TextContent { Text.Length: 0 }))
        {
            parts.Write(content);
        }

        request.Json.WriteEndArray();
    }

    private static List<AIContent>? ContentsOf(object? result) => result switch
    {
        AIContent content => [content],
        IEnumerable<AIContent> contents => [.. contents],
        JsonElement element => ContentsOf(element), // after a history went through JSON
        _ => null,
    };

    private static List<AIContent>? ContentsOf(JsonElement element)
    {
        IEnumerable<JsonElement> values = element.ValueKind switch
        {
            JsonValueKind.Array when element.GetArrayLength() > 0 => element.EnumerateArray(),
            JsonValueKind.Object => [element],
            _ => [],
        };
        List<AIContent> contents = [];
        foreach (var value in values)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("$type"u8, out _) || Deserialize(value) is not { } content)
            {
                return null;
            }

            contents.Add(content);
        }

        return contents.Count > 0 ? contents : null;
    }

    private static AIContent? Deserialize(JsonElement value)
    {
        try
        {
            return (AIContent?)value.Deserialize(AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(AIContent)));
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            return null; // a tool's own object that happens to have a member $type
        }
    }
}
