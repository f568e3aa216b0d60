using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Writes what the text of an answer is to be like: its form, and whatever else the caller says under <c>text</c> or <c>verbosity</c>.</summary>
internal static class ResponsesText
{
    public static void Write(ChatCall call, Utf8JsonWriter json)
    {
        if (ExtraValue.InRaw(call, "text"))
        {
            return;
        }

        var given = ExtraValue.Of(call, "text") is { ValueKind: JsonValueKind.Object } text ? text : default;
        var verbosity = ExtraValue.Of(call, "verbosity");
        var format = call.Options.ResponseFormat as ChatResponseFormatJson;
        if (given.ValueKind == JsonValueKind.Undefined && verbosity is null && format is null)
        {
            return;
        }

        json.WriteStartObject("text"u8);
        var hasFormat = false;
        if (given.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in given.EnumerateObject())
            {
                hasFormat |= member.NameEquals("format"u8);
                member.WriteTo(json);
            }
        }

        if (format is not null && !hasFormat)
        {
            WriteFormat(call, json, format);
        }

        if (verbosity is { } amount)
        {
            json.WritePropertyName("verbosity"u8);
            amount.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteFormat(ChatCall call, Utf8JsonWriter json, ChatResponseFormatJson format)
    {
        json.WriteStartObject("format"u8);
        if (format.Schema is not { } schema)
        {
            json.WriteString("type"u8, "json_object"u8);
            json.WriteEndObject();
            return;
        }

        var strict = ChatCompletionsTools.Strict(call.Options.AdditionalProperties);
        json.WriteString("type"u8, "json_schema"u8);
        json.WriteString("name"u8, string.IsNullOrWhiteSpace(format.SchemaName) ? "json_schema" : format.SchemaName);
        if (!string.IsNullOrWhiteSpace(format.SchemaDescription))
        {
            json.WriteString("description"u8, format.SchemaDescription);
        }

        json.WritePropertyName("schema"u8);
        (strict == true ? StrictSchema.Of(format) ?? schema : schema).WriteTo(json);
        if (strict is { } value)
        {
            json.WriteBoolean("strict"u8, value);
        }

        json.WriteEndObject();
    }
}
