using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Writes what the model is told beside the conversation. The wire has one place for it, before everything else.</summary>
internal static class SystemInstruction
{
    private static readonly ChatRole s_developer = new("developer");

    public static bool IsOne(ChatMessage message) => message.Role == ChatRole.System || message.Role == s_developer;

    public static void Write(ChatCall call, Utf8JsonWriter json)
    {
        var any = WriteText(call.Options.Instructions, any: false, json);
        var spoken = false;
        foreach (var message in call.Messages)
        {
            if (!IsOne(message))
            {
                spoken = true;
                continue;
            }

            foreach (var content in message.Contents)
            {
                switch (content)
                {
                    case TextContent { Text.Length: > 0 } text:
                        any = WriteText(text.Text, any, json);
                        Warn(spoken, call);
                        break;
                    case TextContent or UsageContent:
                        break;
                    default:
                        throw LlmProviderException.UnsupportedContent(content, "generate-content", $"A message with the role {message.Role.Value} holds text only.");
                }
            }
        }

        if (any)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void Warn(bool spoken, ChatCall call)
    {
        if (spoken)
        {
            call.Warn("A system message in the middle of the conversation was put before it: the wire has no other place for it.");
        }
    }

    private static bool WriteText(string? text, bool any, Utf8JsonWriter json)
    {
        if (string.IsNullOrEmpty(text))
        {
            return any;
        }

        if (!any)
        {
            json.WriteStartObject("systemInstruction"u8);
            json.WriteStartArray("parts"u8);
        }

        json.WriteStartObject();
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        return true;
    }
}
