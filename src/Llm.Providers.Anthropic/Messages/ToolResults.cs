using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Writes what a tool gave back: text, JSON, or a list with images and documents.</summary>
internal readonly struct ToolResults(MessageBlocks blocks, Utf8JsonWriter json)
{
    /// <summary>The longest id of a call; the API sets no limit of its own, its ids have 30 characters.</summary>
    public const int LongestId = 64;

    public void Write(FunctionResultContent result)
    {
        json.WriteString("type"u8, "tool_result"u8);
        json.WriteString("tool_use_id"u8, ToolCallIds.Fit(result.CallId, LongestId));
        switch (result.Result)
        {
            case null when result.Exception is null:
                break; // the content is optional, and text must not be empty
            case IEnumerable<AIContent> parts:
                WriteParts(parts);
                break;
            case AIContent part and not TextContent:
                WriteParts([part]);
                break;
            default:
                json.WritePropertyName("content"u8);
                JsonValues.WriteResult(json, result);
                break;
        }

        if (result.Exception is not null)
        {
            json.WriteBoolean("is_error"u8, true);
        }
    }

    private void WriteParts(IEnumerable<AIContent> parts)
    {
        json.WriteStartArray("content"u8);
        foreach (var part in parts)
        {
            if (part is ErrorContent error)
            {
                blocks.WriteText($"Error: {error.Message}");
            }
            else if (part is not TextContent { Text: var text } || !string.IsNullOrWhiteSpace(text))
            {
                blocks.Write(part);
            }
        }

        json.WriteEndArray();
    }
}
