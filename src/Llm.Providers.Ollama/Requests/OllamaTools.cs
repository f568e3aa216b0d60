using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>Writes the tools a model may call. That it must call one cannot be said on this wire.</summary>
internal static class OllamaTools
{
    /// <summary>The additional property by which Microsoft.Extensions.AI asks for strict schemas.</summary>
    public const string StrictProperty = "strict";

    public static void Write(ChatCall call, Utf8JsonWriter json, OllamaExtras extras)
    {
        ReportModes(call);
        if (call.Options.Tools is not { Count: > 0 } tools || extras.Has("tools") || call.Options.ToolMode is NoneChatToolMode)
        {
            return;
        }

        var any = false;
        foreach (var tool in tools)
        {
            if (tool is not AIFunctionDeclaration function)
            {
                call.Unsupported($"The tool {tool.Name} ({tool.GetType().Name})", "cannot be offered by Ollama");
                continue;
            }

            if (!any)
            {
                json.WriteStartArray("tools"u8);
                any = true;
            }

            WriteFunction(call, json, function);
        }

        if (any)
        {
            json.WriteEndArray();
        }
    }

    private static void ReportModes(ChatCall call)
    {
        var options = call.Options;
        if (options.ToolMode is RequiredChatToolMode mode)
        {
            call.Unsupported("ChatOptions.ToolMode", $"{mode} cannot be demanded of Ollama, where the model decides,");
        }

        if (options.AllowMultipleToolCalls is not null)
        {
            call.Unsupported("ChatOptions.AllowMultipleToolCalls", "has no place in Ollama's API");
        }

        if (options.AdditionalProperties?.ContainsKey(StrictProperty) == true)
        {
            call.Unsupported("ChatOptions.AdditionalProperties[\"strict\"]", "has no place in Ollama's API");
        }
    }

    private static void WriteFunction(ChatCall call, Utf8JsonWriter json, AIFunctionDeclaration function)
    {
        if (function.AdditionalProperties.ContainsKey(StrictProperty))
        {
            call.Unsupported($"strict of the tool {function.Name}", "has no place in Ollama's API");
        }

        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, function.Name);
        json.WriteString("description"u8, function.Description);
        json.WritePropertyName("parameters"u8);
        OllamaToolSchema.Write(call, json, function);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
