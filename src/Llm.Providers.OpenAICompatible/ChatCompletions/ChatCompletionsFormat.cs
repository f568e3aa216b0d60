using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Writes how an answer is bound to JSON.</summary>
internal static class ChatCompletionsFormat
{
    private const string Option = "ChatOptions.ResponseFormat";

    /// <summary>Finds the schema that has to be said in words, for a vendor that takes none.</summary>
    public static string? SchemaHint(ChatCall call, ChatCompletionsDialect dialect, RequestExtras extras) =>
        call.Options.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } && dialect.StructuredOutput == StructuredOutputSupport.JsonObject && !extras.Has("response_format")
            ? $"Answer with JSON that follows this JSON Schema and with nothing else: {schema.GetRawText()}"
            : null;

    public static void Write(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras)
    {
        if (call.Options.ResponseFormat is not ChatResponseFormatJson format || extras.Has("response_format"))
        {
            return;
        }

        if (format.Schema is { } schema && dialect.StructuredOutput == StructuredOutputSupport.JsonSchema)
        {
            WriteSchema(call, json, format, schema);
            return;
        }

        if (format.Schema is not null && dialect.StructuredOutput == StructuredOutputSupport.JsonObject)
        {
            call.Warn($"{Option}: {call.Model.ProviderId} takes no schema; it was put into the instructions, and the answer may not follow it.");
        }

        if (dialect.StructuredOutput == StructuredOutputSupport.None || !dialect.AcceptsJsonObject)
        {
            call.Unsupported(Option, $"cannot be asked of {call.Model.ProviderId}{(format.Schema is null ? " without a schema" : "")}");
            return;
        }

        json.WriteStartObject("response_format"u8);
        json.WriteString("type"u8, "json_object"u8);
        json.WriteEndObject();
    }

    private static void WriteSchema(ChatCall call, Utf8JsonWriter json, ChatResponseFormatJson format, JsonElement schema)
    {
        var strict = ChatCompletionsTools.Strict(call.Options.AdditionalProperties);
        json.WriteStartObject("response_format"u8);
        json.WriteString("type"u8, "json_schema"u8);
        json.WriteStartObject("json_schema"u8);
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
        json.WriteEndObject();
    }
}
