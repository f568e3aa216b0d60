using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Writes how an answer is bound to JSON, and with how much effort it is made: both stand in one object.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/build-with-claude/structured-outputs">structured outputs</see>.</remarks>
internal static class OutputFormat
{
    private const string Member = "output_config";

    /// <summary>Says in words that an answer must be JSON, where there is no schema: the API has no other way.</summary>
    public static void AddInstruction(ChatCall call, RequestExtras extras, MessagesConversation conversation)
    {
        if (call.Options.ResponseFormat is ChatResponseFormatJson { Schema: null } && !extras.Has(Member) && !extras.Has("system"))
        {
            conversation.System.Add(new(new TextContent("Answer with one JSON value and with nothing else: no words around it and no code fence.")));
            call.Warn("ChatOptions.ResponseFormat: this API takes JSON by a schema only; it was asked for in the instructions, and the answer may hold something else.");
        }
    }

    public static void Write(ChatCall call, Utf8JsonWriter json, RequestExtras extras, string? effort)
    {
        if (extras.Has(Member))
        {
            return;
        }

        var schema = (call.Options.ResponseFormat as ChatResponseFormatJson)?.Schema;
        if (schema is null && effort is null)
        {
            return;
        }

        json.WriteStartObject(Member);
        if (effort is not null)
        {
            json.WriteString("effort"u8, effort);
        }

        if (schema is { } wanted)
        {
            json.WriteStartObject("format"u8);
            json.WriteString("type"u8, "json_schema"u8);
            json.WritePropertyName("schema"u8);
            var dropped = StrictSchema.Write(json, wanted);
            json.WriteEndObject();
            StrictSchema.Report(call, "ChatOptions.ResponseFormat", dropped);
        }

        json.WriteEndObject();
    }
}
