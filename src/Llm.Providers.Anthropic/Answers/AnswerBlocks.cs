using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>Writes blocks that are whole: those of an answer that was not streamed, and those a stream has brought to their end.</summary>
internal static class AnswerBlocks
{
    private static readonly KeyValuePair<string, object?> s_redacted = new(AnthropicPropertyNames.Redacted, true);

    /// <summary>Writes a block.</summary>
    /// <param name="block">The block; it need not outlive the call.</param>
    /// <param name="index">Its position.</param>
    /// <param name="response">Where to write it.</param>
    public static void Write(JsonElement block, int index, ChatResponseWriter response)
    {
        var type = block.Text("type"u8);
        if (type == "tool_use")
        {
            var input = block.Member("input"u8);
            response.WriteToolCall(index, block.Text("id"u8), block.Text("name"u8), input.Exists() ? JsonMarshal.GetRawUtf8Value(input) : default, RestOf(block));
            return;
        }

        response.EndToolCalls(IsResult(type));
        switch (type)
        {
            case "text" when block.Items("citations"u8).Any():
                WriteCited(block.Text("text"u8) ?? "", [.. block.Items("citations"u8).Select(c => c.Clone())], response);
                break;
            case "text":
                response.WriteText(block.Text("text"u8));
                break;
            case "thinking":
                response.WriteReasoning(block.Text("thinking"u8));
                EndThinking(block.Text("signature"u8), response);
                break;
            case "redacted_thinking":
                response.WriteReasoningData(block.Text("data"u8) ?? "", s_redacted);
                break;
            default:
                response.WriteContent(NativeBlocks.Read(block.Clone()));
                break;
        }
    }

    /// <summary>Tells whether a block is what one of the vendor's tools gave back. Tool calls before it were made by that tool and have had their results.</summary>
    public static bool IsResult(string? type) => type?.EndsWith("_tool_result", StringComparison.Ordinal) == true;

    /// <summary>Ends a block of reasoning.</summary>
    /// <param name="signature">Its signature; other servers send blocks without one.</param>
    /// <param name="response">Where to write it.</param>
    public static void EndThinking(string? signature, ChatResponseWriter response)
    {
        if (!string.IsNullOrEmpty(signature))
        {
            response.WriteReasoningData(signature);
        }
    }

    /// <summary>Writes a text with its citations.</summary>
    public static void WriteCited(string text, IReadOnlyList<JsonElement> citations, ChatResponseWriter response)
    {
        if (citations.Count == 0)
        {
            response.WriteText(text);
        }
        else
        {
            response.WriteContent(Citations.Annotate(text, citations));
        }
    }

    /// <summary>Gets what stands on a tool call beside its id, name and arguments, such as who made it; <see langword="null"/> when there is nothing.</summary>
    public static KeyValuePair<string, object?>? RestOf(JsonElement block)
    {
        ArrayBufferWriter<byte>? buffer = null;
        Utf8JsonWriter? json = null;
        foreach (var member in block.EnumerateObject())
        {
            if (member.Name is "type" or "id" or "name" or "input" || !member.Value.Exists())
            {
                continue;
            }

            if (json is null)
            {
                buffer = new();
                json = new(buffer);
                json.WriteStartObject();
            }

            member.WriteTo(json);
        }

        if (json is null)
        {
            return null;
        }

        using (json)
        {
            json.WriteEndObject();
        }

        return new(AnthropicPropertyNames.Block, JsonElement.Parse(buffer!.WrittenSpan));
    }
}
