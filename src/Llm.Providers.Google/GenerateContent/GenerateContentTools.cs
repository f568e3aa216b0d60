using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Writes the functions a model may call, the tools its vendor runs, and whether it must call one.</summary>
/// <remarks>See <see href="https://ai.google.dev/api/caching#Tool">Tool</see>.</remarks>
internal static class GenerateContentTools
{
    public const string ConfigName = "toolConfig";

    /// <summary>The additional property by which Microsoft.Extensions.AI asks for strict schemas.</summary>
    public const string StrictProperty = "strict";

    public static void Write(ChatCall call, Utf8JsonWriter json, GeminiSurface surface, GeminiTraits traits, RequestExtras extras)
    {
        var functions = (call.Options.Tools ?? []).OfType<AIFunctionDeclaration>().ToList();
        var own = 0;
        if (!extras.Has("tools") && call.Options.Tools is { Count: > 0 } tools)
        {
            own = WriteTools(call, json, surface, tools, functions);
        }

        WriteConfig(call, json, traits, extras, functions, mixed: own > 0 && functions.Count > 0);
    }

    /// <returns>How many tools of the vendor's own there are.</returns>
    private static int WriteTools(ChatCall call, Utf8JsonWriter json, GeminiSurface surface, IList<AITool> tools, List<AIFunctionDeclaration> functions)
    {
        var hosted = tools.Where(t => t is not AIFunctionDeclaration && IsTaken(call, surface, t)).ToList();
        if (hosted.Count == 0 && functions.Count == 0)
        {
            return 0;
        }

        json.WriteStartArray("tools"u8);
        if (functions.Count > 0)
        {
            json.WriteStartObject();
            json.WriteStartArray("functionDeclarations"u8);
            functions.ForEach(f => WriteFunction(call, json, f));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        foreach (var tool in hosted)
        {
            json.WriteStartObject();
            WriteHosted(call, json, tool);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return hosted.Count;
    }

    private static bool IsTaken(ChatCall call, GeminiSurface surface, AITool tool)
    {
        if (tool is HostedWebSearchTool or HostedCodeInterpreterTool || (tool is HostedFileSearchTool && !surface.IsVertex))
        {
            return true;
        }

        call.Unsupported($"The tool {tool.Name} ({tool.GetType().Name})", "cannot be offered over generate-content");
        return false;
    }

    private static void WriteFunction(ChatCall call, Utf8JsonWriter json, AIFunctionDeclaration function)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, function.Name);
        if (!string.IsNullOrEmpty(function.Description))
        {
            json.WriteString("description"u8, function.Description);
        }

        json.WritePropertyName("parametersJsonSchema"u8);
        GeminiSchema.OfParameters(function).Write(json, call);
        json.WriteEndObject();
    }

    private static void WriteHosted(ChatCall call, Utf8JsonWriter json, AITool tool)
    {
        switch (tool)
        {
            case HostedWebSearchTool:
                json.WriteStartObject("googleSearch"u8);
                break;
            case HostedCodeInterpreterTool code:
                json.WriteStartObject("codeExecution"u8);
                if (code.Inputs is { Count: > 0 })
                {
                    call.Unsupported("HostedCodeInterpreterTool.Inputs", "has no place in generate-content (give the files in a user message)");
                }

                break;
            case HostedFileSearchTool files:
                json.WriteStartObject("fileSearch"u8);
                WriteFileSearch(call, json, files);
                break;
        }

        foreach (var (name, value) in tool.AdditionalProperties)
        {
            json.WritePropertyName(name);
            JsonValues.Write(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteFileSearch(ChatCall call, Utf8JsonWriter json, HostedFileSearchTool files)
    {
        json.WriteStartArray("fileSearchStoreNames"u8);
        foreach (var input in files.Inputs ?? [])
        {
            if (input is HostedVectorStoreContent store)
            {
                json.WriteStringValue(store.VectorStoreId);
            }
            else
            {
                call.Unsupported($"HostedFileSearchTool.Inputs: {input.GetType().Name}", "is not a store of files");
            }
        }

        json.WriteEndArray();
        if (files.MaximumResultCount is { } most)
        {
            json.WriteNumber("topK"u8, most);
        }
    }

    private static void WriteConfig(ChatCall call, Utf8JsonWriter json, GeminiTraits traits, RequestExtras extras, List<AIFunctionDeclaration> functions, bool mixed)
    {
        var config = new GivenObject(json, ConfigName, extras.Get(ConfigName));
        var strict = functions.Exists(f => IsStrict(f.AdditionalProperties)) || IsStrict(call.Options.AdditionalProperties);
        if (functions.Count > 0 && (call.Options.ToolMode is not null || strict) && config.TryBegin("functionCallingConfig"))
        {
            WriteMode(json, call.Options.ToolMode, strict);
        }
        else if (functions.Count == 0 && call.Options.ToolMode is RequiredChatToolMode && !config.Has("functionCallingConfig"))
        {
            call.Unsupported("ChatOptions.ToolMode", "binds functions alone over generate-content, and there is none");
        }

        // https://ai.google.dev/gemini-api/docs/tool-combination
        if (mixed && traits.MixesTools && config.TryBegin("includeServerSideToolInvocations"))
        {
            json.WriteBooleanValue(true);
        }

        config.Close();
    }

    private static void WriteMode(Utf8JsonWriter json, ChatToolMode? mode, bool strict)
    {
        json.WriteStartObject();
        switch (mode)
        {
            case NoneChatToolMode:
                json.WriteString("mode"u8, "NONE"u8);
                break;
            case RequiredChatToolMode required:
                json.WriteString("mode"u8, "ANY"u8);
                if (required.RequiredFunctionName is { } name)
                {
                    json.WriteStartArray("allowedFunctionNames"u8);
                    json.WriteStringValue(name);
                    json.WriteEndArray();
                }

                break;
            default:
                // VALIDATED binds calls to their schemas and leaves the choice to the model: https://ai.google.dev/api/caching#Mode
                json.WriteString("mode"u8, strict ? "VALIDATED"u8 : "AUTO"u8);
                break;
        }

        json.WriteEndObject();
    }

    private static bool IsStrict(IReadOnlyDictionary<string, object?>? properties) =>
        properties is not null && properties.TryGetValue(StrictProperty, out var value) && value is true or JsonElement { ValueKind: JsonValueKind.True };
}
