using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Writes the tools a model may call and whether it must.</summary>
internal readonly struct ResponsesTools(ChatCall call, Utf8JsonWriter json)
{
    public static void Write(ChatCall call, Utf8JsonWriter json, ResponsesDialect dialect, RequestExtras extras)
    {
        if (call.Options.Tools is not { Count: > 0 } tools || extras.Has("tools"))
        {
            return;
        }

        var writer = new ResponsesTools(call, json);
        var any = writer.WriteAll(tools);
        if (!any)
        {
            return;
        }

        if (call.Options.ToolMode is { } mode && !extras.Has("tool_choice"))
        {
            writer.WriteChoice(mode, tools);
        }

        if (call.Options.AllowMultipleToolCalls is not { } parallel || extras.Has("parallel_tool_calls"))
        {
            return;
        }

        if ((dialect.RejectedParameters & ModelParameters.AllowMultipleToolCalls) != 0)
        {
            call.Unsupported("ChatOptions.AllowMultipleToolCalls", $"is not accepted by {call.Model.ProviderId}");
            return;
        }

        json.WriteBoolean("parallel_tool_calls"u8, parallel);
    }

    private bool WriteAll(IList<AITool> tools)
    {
        var search = tools.OfType<HostedToolSearchTool>().FirstOrDefault();
        var grouped = search?.Namespace is null ? [] : tools.OfType<AIFunctionDeclaration>().Where(f => IsDeferred(f, search)).ToList();
        var any = false;
        foreach (var tool in tools.Where(t => !grouped.Contains(t)))
        {
            if (tool is not (AIFunctionDeclaration or ResponsesTool) && !ResponsesHostedTools.IsKnown(tool))
            {
                call.Unsupported($"The tool {tool.Name} ({tool.GetType().Name})", "cannot be offered over the responses protocol");
                continue;
            }

            if (!any)
            {
                json.WriteStartArray("tools"u8);
                any = true;
            }

            if (ReferenceEquals(tool, search) && grouped.Count > 0)
            {
                WriteNamespace(search!, grouped);
            }

            WriteTool(tool, search);
        }

        if (any)
        {
            json.WriteEndArray();
        }

        return any;
    }

    private void WriteTool(AITool tool, HostedToolSearchTool? search)
    {
        switch (tool)
        {
            case AIFunctionDeclaration function:
                WriteFunction(function, IsDeferred(function, search));
                break;
            case ResponsesTool raw:
                raw.Definition.WriteTo(json);
                break;
            default:
                new ResponsesHostedTools(call, json).Write(tool);
                break;
        }
    }

    private static bool IsDeferred(AIFunctionDeclaration function, HostedToolSearchTool? search) => search is not null && search.DeferredTools?.Contains(function.Name) != false;

    private void WriteNamespace(HostedToolSearchTool search, List<AIFunctionDeclaration> functions)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "namespace"u8);
        json.WriteString("name"u8, search.Namespace);
        if (search.NamespaceDescription is not null)
        {
            json.WriteString("description"u8, search.NamespaceDescription);
        }

        json.WriteStartArray("tools"u8);
        foreach (var function in functions)
        {
            WriteFunction(function, deferred: true);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteFunction(AIFunctionDeclaration function, bool deferred)
    {
        var freeform = FreeformOf(function);
        json.WriteStartObject();
        json.WriteString("type"u8, freeform is null ? "function"u8 : "custom"u8);
        json.WriteString("name"u8, function.Name);
        if (!string.IsNullOrEmpty(function.Description))
        {
            json.WriteString("description"u8, function.Description);
        }

        if (freeform is null)
        {
            WriteParameters(function);
        }
        else if (freeform is { ValueKind: JsonValueKind.Object } format)
        {
            json.WritePropertyName("format"u8);
            format.WriteTo(json);
        }

        if (deferred)
        {
            json.WriteBoolean("defer_loading"u8, true);
        }

        json.WriteEndObject();
    }

    // Said in every case: a host that is not told takes a function for strict and makes all of its parameters required.
    // https://platform.openai.com/docs/guides/migrate-to-responses#additional-differences
    private void WriteParameters(AIFunctionDeclaration function)
    {
        var strict = ChatCompletionsTools.Strict(function.AdditionalProperties) ?? ChatCompletionsTools.Strict(call.Options.AdditionalProperties) ?? false;
        json.WritePropertyName("parameters"u8);
        ChatCompletionsTools.WriteParameters(json, strict ? StrictSchema.Of(function) : function.JsonSchema);
        json.WriteBoolean("strict"u8, strict);
    }

    private static JsonElement? FreeformOf(AIFunctionDeclaration function) =>
        ExtraValue.ToElement(function.AdditionalProperties.GetValueOrDefault(ResponsesTool.FreeformProperty)) is { ValueKind: JsonValueKind.True or JsonValueKind.Object } value ? value : null;

    private void WriteChoice(ChatToolMode mode, IList<AITool> tools)
    {
        switch (mode)
        {
            case NoneChatToolMode:
                json.WriteString("tool_choice"u8, "none"u8);
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                WriteNamedChoice(name, tools.FirstOrDefault(t => t.Name == name));
                break;
            case RequiredChatToolMode:
                json.WriteString("tool_choice"u8, "required"u8);
                break;
            default:
                json.WriteString("tool_choice"u8, "auto"u8);
                break;
        }
    }

    private void WriteNamedChoice(string name, AITool? tool)
    {
        var type = tool switch
        {
            AIFunctionDeclaration function when FreeformOf(function) is not null => "custom",
            ResponsesTool raw => raw.Definition.Text("type"u8)!,
            HostedMcpServerTool => "mcp",
            not null when ResponsesHostedTools.TypeOf(tool) is { } hosted => hosted,
            _ => "function",
        };
        json.WriteStartObject("tool_choice"u8);
        json.WriteString("type"u8, type);
        if (tool is HostedMcpServerTool server)
        {
            json.WriteString("server_label"u8, server.ServerName);
        }
        else if (type is "function" or "custom")
        {
            json.WriteString("name"u8, name);
        }

        json.WriteEndObject();
    }
}
