using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Writes the tools a model may call and whether it must.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools">tools</see>.</remarks>
internal sealed class MessagesTools(ChatCall call, Utf8JsonWriter json, CachePlan cache, BetaFeatures betas)
{
    /// <summary>The additional property by which Microsoft.Extensions.AI asks for strict schemas.</summary>
    public const string StrictProperty = "strict";

    // What the vendor has beyond name, description and schema: it is sent as the tool's additional properties have it.
    private static readonly string[] s_passed = ["allowed_callers", "eager_input_streaming", "input_examples"];

    private readonly HostedTools _hosted = new(call, json, betas);

    public void Write(RequestExtras extras)
    {
        if (call.Options.Tools is not { Count: > 0 } tools || extras.Has("tools"))
        {
            return;
        }

        var search = tools.OfType<HostedToolSearchTool>().FirstOrDefault();
        var any = false;
        foreach (var tool in tools)
        {
            if (tool is not AIFunctionDeclaration && !_hosted.Accepts(tool))
            {
                continue;
            }

            if (!any)
            {
                json.WriteStartArray("tools"u8);
                any = true;
            }

            json.WriteStartObject();
            if (tool is AIFunctionDeclaration function)
            {
                WriteFunction(function, search);
            }
            else
            {
                _hosted.WriteMembers(tool);
            }

            cache.WriteTo(json, tool);
            json.WriteEndObject();
        }

        if (!any)
        {
            return;
        }

        json.WriteEndArray();
        _hosted.WriteServers(extras);
        if (!extras.Has("tool_choice"))
        {
            WriteChoice();
        }
    }

    private void WriteFunction(AIFunctionDeclaration function, HostedToolSearchTool? search)
    {
        json.WriteString("name"u8, function.Name);
        if (!string.IsNullOrEmpty(function.Description))
        {
            json.WriteString("description"u8, function.Description);
        }

        var strict = Flag(function.AdditionalProperties, StrictProperty) ?? Flag(call.Options.AdditionalProperties, StrictProperty);
        json.WritePropertyName("input_schema"u8);
        if (strict == true)
        {
            StrictSchema.Report(call, $"The schema of {function.Name}", StrictSchema.Write(json, function.JsonSchema));
        }
        else
        {
            WriteSchema(function.JsonSchema);
        }

        if (strict is { } value)
        {
            json.WriteBoolean(StrictProperty, value);
        }

        if (Flag(function.AdditionalProperties, "defer_loading") ?? IsDeferred(function.Name, search))
        {
            json.WriteBoolean("defer_loading"u8, true);
        }

        foreach (var name in s_passed)
        {
            if (function.AdditionalProperties.GetValueOrDefault(name) is { } passed)
            {
                json.WritePropertyName(name);
                JsonValues.Write(json, passed);
            }
        }
    }

    private static bool IsDeferred(string name, HostedToolSearchTool? search) => search is not null && (search.DeferredTools is null || search.DeferredTools.Contains(name));

    private static bool? Flag(IReadOnlyDictionary<string, object?>? properties, string name) =>
        properties is not null && properties.TryGetValue(name, out var value)
            ? value switch { bool flag => flag, JsonElement { ValueKind: JsonValueKind.True } => true, JsonElement { ValueKind: JsonValueKind.False } => false, _ => null }
            : null;

    // A function without parameters has an empty or boolean schema; the API wants an object.
    private void WriteSchema(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("type"u8, out _))
        {
            schema.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in schema.EnumerateObject())
            {
                member.WriteTo(json);
            }
        }

        json.WriteEndObject();
    }

    private void WriteChoice()
    {
        var single = call.Options.AllowMultipleToolCalls == false;
        if (call.Options.ToolMode is null && !single)
        {
            return;
        }

        json.WriteStartObject("tool_choice"u8);
        switch (call.Options.ToolMode)
        {
            case NoneChatToolMode:
                json.WriteString("type"u8, "none"u8);
                single = false; // there is nothing to call in parallel
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteString("type"u8, "tool"u8);
                json.WriteString("name"u8, name);
                break;
            case RequiredChatToolMode:
                json.WriteString("type"u8, "any"u8);
                break;
            default:
                json.WriteString("type"u8, "auto"u8);
                break;
        }

        if (single)
        {
            json.WriteBoolean("disable_parallel_tool_use"u8, true);
        }

        json.WriteEndObject();
    }
}
