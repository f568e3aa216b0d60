using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Writes blocks of an earlier answer as they came: signatures, citations and what the vendor's tools did are checked by the vendor.</summary>
internal static class AssistantBlocks
{
    /// <summary>The member under which the vendor advises to send arguments back that are no JSON object.</summary>
    /// <remarks>See <see href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/fine-grained-tool-streaming">streaming of arguments</see>.</remarks>
    private const string InvalidJson = "INVALID_JSON";

    /// <summary>Writes the members of a block that only an assistant's turn has.</summary>
    /// <returns><see langword="false"/> when the content is of another kind; nothing was written then.</returns>
    public static bool TryWrite(Utf8JsonWriter json, AIContent content)
    {
        switch (content)
        {
            case TextContent { Annotations.Count: > 0 } text:
                WriteCitedText(json, text);
                return true;
            case TextReasoningContent reasoning when AssistantContent.IsRedacted(reasoning):
                json.WriteString("type"u8, "redacted_thinking"u8);
                json.WriteString("data"u8, reasoning.ProtectedData);
                return true;
            case TextReasoningContent { ProtectedData: { } signature } reasoning:
                json.WriteString("type"u8, "thinking"u8);
                json.WriteString("thinking"u8, reasoning.Text);
                json.WriteString("signature"u8, signature);
                return true;
            case FunctionCallContent call:
                WriteCall(json, call);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes the members of a block that was kept as it came.</summary>
    public static void WriteMembers(Utf8JsonWriter json, JsonElement block)
    {
        foreach (var member in block.EnumerateObject())
        {
            if (!member.NameEquals("cache_control"u8))
            {
                member.WriteTo(json);
            }
        }
    }

    private static void WriteCitedText(Utf8JsonWriter json, TextContent text)
    {
        json.WriteString("type"u8, "text"u8);
        json.WriteString("text"u8, text.Text);
        var any = false;
        foreach (var annotation in text.Annotations!)
        {
            if (annotation.AdditionalProperties?.GetValueOrDefault(AnthropicPropertyNames.Citation) is not JsonElement citation)
            {
                continue; // a citation of another vendor: this one takes only its own
            }

            if (!any)
            {
                json.WriteStartArray("citations"u8);
                any = true;
            }

            citation.WriteTo(json);
        }

        if (any)
        {
            json.WriteEndArray();
        }
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteString("type"u8, "tool_use"u8);
        json.WriteString("id"u8, ToolCallIds.Fit(call.CallId, ToolResults.LongestId));
        json.WriteString("name"u8, call.Name);
        json.WriteStartObject("input"u8);
        if (call.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.RawArguments) is { } raw)
        {
            json.WriteString(InvalidJson, raw.ToString());
        }
        else
        {
            foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>())
            {
                json.WritePropertyName(name);
                JsonValues.Write(json, value);
            }
        }

        json.WriteEndObject();
        if (AssistantContent.BlockOf(call) is { } rest)
        {
            WriteMembers(json, rest);
        }
    }
}
