using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Writes the tools a model may call and whether it must.</summary>
internal static class ChatCompletionsTools
{
    /// <summary>The additional property by which Microsoft.Extensions.AI asks for strict schemas.</summary>
    public const string StrictProperty = "strict";

    public static void Write(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras)
    {
        if (call.Options.Tools is not { Count: > 0 } tools || extras.Has("tools"))
        {
            return;
        }

        var any = false;
        foreach (var tool in tools)
        {
            if (tool is not AIFunctionDeclaration function)
            {
                call.Unsupported($"The tool {tool.Name} ({tool.GetType().Name})", "cannot be offered over chat completions");
                continue;
            }

            if (!any)
            {
                json.WriteStartArray("tools"u8);
                any = true;
            }

            WriteFunction(call, json, dialect, function);
        }

        if (!any)
        {
            return;
        }

        json.WriteEndArray();
        WriteChoice(call, json, dialect, extras);
        if (call.Options.AllowMultipleToolCalls is { } parallel && !extras.Has("parallel_tool_calls"))
        {
            WriteParallel(call, json, dialect, parallel);
        }
    }

    public static bool? Strict(IReadOnlyDictionary<string, object?>? properties) =>
        properties is not null && properties.TryGetValue(StrictProperty, out var value)
            ? value switch { bool flag => flag, JsonElement { ValueKind: JsonValueKind.True } => true, JsonElement { ValueKind: JsonValueKind.False } => false, _ => null }
            : null;

    private static void WriteFunction(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, AIFunctionDeclaration function)
    {
        var strict = Strict(function.AdditionalProperties) ?? Strict(call.Options.AdditionalProperties);
        if (strict is not null && !dialect.AcceptsStrictTools)
        {
            call.Unsupported($"strict of the tool {function.Name}", $"is not accepted by {call.Model.ProviderId}");
            strict = null;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, function.Name);
        if (!string.IsNullOrEmpty(function.Description))
        {
            json.WriteString("description"u8, function.Description);
        }

        json.WritePropertyName("parameters"u8);
        WriteParameters(json, strict == true ? StrictSchema.Of(function) : function.JsonSchema);
        if (strict is { } value)
        {
            json.WriteBoolean("strict"u8, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // A function without parameters has an empty or boolean schema; vendors want an object.
    public static void WriteParameters(Utf8JsonWriter json, JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type"u8, out _))
        {
            schema.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        var hasProperties = false;
        if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in schema.EnumerateObject())
            {
                hasProperties |= member.NameEquals("properties"u8);
                member.WriteTo(json);
            }
        }

        if (!hasProperties)
        {
            json.WriteStartObject("properties"u8);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteChoice(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras)
    {
        if (call.Options.ToolMode is not { } mode || extras.Has("tool_choice"))
        {
            return;
        }

        switch (mode)
        {
            case AutoChatToolMode:
                json.WriteString("tool_choice"u8, "auto"u8);
                break;
            case NoneChatToolMode:
                json.WriteString("tool_choice"u8, "none"u8);
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name } when dialect.AcceptsNamedToolChoice:
                json.WriteStartObject("tool_choice"u8);
                json.WriteString("type"u8, "function"u8);
                json.WriteStartObject("function"u8);
                json.WriteString("name"u8, name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case RequiredChatToolMode { RequiredFunctionName: null } when dialect.AcceptsRequiredToolChoice:
                json.WriteString("tool_choice"u8, "required"u8);
                break;
            default:
                call.Unsupported("ChatOptions.ToolMode", $"{mode} cannot be demanded of {call.Model.ProviderId}");
                break;
        }
    }

    private static void WriteParallel(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, bool parallel)
    {
        if ((dialect.RejectedParameters & ModelParameters.AllowMultipleToolCalls) != 0)
        {
            call.Unsupported("ChatOptions.AllowMultipleToolCalls", $"is not accepted by {call.Model.ProviderId}");
        }
        else
        {
            json.WriteBoolean("parallel_tool_calls"u8, parallel);
        }
    }
}
