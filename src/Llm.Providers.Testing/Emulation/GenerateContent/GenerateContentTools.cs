using System.Text.Json;
using System.Text.RegularExpressions;

namespace Llm.Providers.Testing;

/// <summary>Reads the tools of a request and whether one must be called.</summary>
internal static partial class GenerateContentTools
{
    // A subset of OpenAPI: https://ai.google.dev/api/caching#Schema. Other keywords belong into parametersJsonSchema.
    private static readonly string[] s_keywords =
    [
        "type", "format", "title", "description", "nullable", "enum", "maxItems", "minItems", "properties", "required", "minProperties", "maxProperties", "minLength", "maxLength",
        "pattern", "example", "anyOf", "propertyOrdering", "default", "items", "minimum", "maximum",
    ];

    public static ScenarioPrompt Read(JsonElement root, ScenarioPrompt prompt)
    {
        List<ScenarioTool> tools = [];
        var index = 0;
        foreach (var tool in root.ListField("tools"))
        {
            var path = $"tools[{index++}]";
            GeminiRejections.CheckNames(
                tool, path, "functionDeclarations", "googleSearch", "googleSearchRetrieval", "codeExecution", "urlContext", "fileSearch", "googleMaps", "computerUse", "mcpServers", "enterpriseWebSearch", "retrieval");
            var place = 0;
            tools.AddRange(tool.ListField("functionDeclarations").Select(f => ReadFunction(f, $"{path}.function_declarations[{place++}]")));
        }

        var config = root.Field("toolConfig");
        GeminiRejections.CheckNames(config, "tool_config", "functionCallingConfig", "retrievalConfig", "includeServerSideToolInvocations");
        var (mode, required) = ReadMode(config.Field("functionCallingConfig"), tools);
        return prompt with
        {
            Tools = tools,
            ToolMode = mode,
            RequiredTool = required,
            InputTokens = prompt.InputTokens + (tools.Count > 0 ? TokenEstimate.Of(root.Field("tools").GetRawText()) : 0),
        };
    }

    private static ScenarioTool ReadFunction(JsonElement function, string path)
    {
        GeminiRejections.CheckNames(function, path, "name", "description", "parameters", "parametersJsonSchema", "response", "responseJsonSchema", "behavior");
        var name = function.TextField("name");
        if (!Name().IsMatch(name))
        {
            throw GeminiRejections.Invalid($"* GenerateContentRequest.{path}.name: Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:) or dashes (-), with a maximum length of 64.\n");
        }

        var (parameters, json) = (function.Field("parameters"), function.Field("parametersJsonSchema"));
        if (parameters.ValueKind == JsonValueKind.Object && json.ValueKind == JsonValueKind.Object)
        {
            throw GeminiRejections.Invalid($"Invalid value at '{path}': only one of parameters and parameters_json_schema may be set.");
        }

        CheckSchema(parameters, path + ".parameters");
        var schema = json.ValueKind == JsonValueKind.Object ? json : parameters;
        return new(name, function.TextField("description"), schema.ValueKind == JsonValueKind.Object ? Lower(schema) : null);
    }

    private static void CheckSchema(JsonElement schema, string path)
    {
        if (schema.ValueKind == JsonValueKind.Undefined)
        {
            return;
        }

        GeminiRejections.CheckNames(schema, path, s_keywords);
        if (schema.Field("type").ValueKind == JsonValueKind.Array)
        {
            throw GeminiRejections.Invalid($"Invalid value at '{path}.type' (type.googleapis.com/google.ai.generativelanguage.v1beta.Type): Proto field is not repeating, cannot start list.");
        }

        foreach (var property in schema.Members("properties"))
        {
            CheckSchema(property.Value, $"{path}.properties[{property.Name}].value");
        }

        CheckSchema(schema.Field("items"), path + ".items");
        foreach (var branch in schema.ListField("anyOf"))
        {
            CheckSchema(branch, path + ".any_of");
        }
    }

    // The vendor's own schemas write their types in capitals.
    private static JsonElement Lower(JsonElement schema) =>
        JsonElement.Parse(TypeName().Replace(schema.GetRawText(), match => match.Value.ToLowerInvariant()));

    private static (ScenarioToolMode Mode, string? Required) ReadMode(JsonElement config, List<ScenarioTool> tools)
    {
        GeminiRejections.CheckNames(config, "tool_config.function_calling_config", "mode", "allowedFunctionNames", "streamFunctionCallArguments");
        var allowed = config.ListField("allowedFunctionNames").Select(name => name.ToString()).ToList();
        var mode = config.TextField("mode");
        if (allowed.Count > 0 && mode is not ("ANY" or "VALIDATED"))
        {
            throw GeminiRejections.Invalid("Function calling config is set without ANY or VALIDATED mode: allowed_function_names must be empty.");
        }

        if (allowed.Find(name => tools.TrueForAll(tool => tool.Name != name)) is { } missing)
        {
            throw GeminiRejections.Invalid($"Function calling config names '{missing}' in allowed_function_names, which is not among the function declarations.");
        }

        return mode switch
        {
            "" or "AUTO" or "VALIDATED" or "MODE_UNSPECIFIED" => (ScenarioToolMode.Auto, null),
            "NONE" => (ScenarioToolMode.None, null),
            "ANY" => (ScenarioToolMode.Required, allowed.FirstOrDefault()),
            _ => throw GeminiRejections.Invalid($"Invalid value at 'tool_config.function_calling_config.mode' (type.googleapis.com/google.ai.generativelanguage.v1beta.FunctionCallingConfig.Mode), \"{mode}\""),
        };
    }

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}$")]
    private static partial Regex Name();

    [GeneratedRegex("(?<=\"type\"\\s*:\\s*)\"(OBJECT|ARRAY|STRING|INTEGER|NUMBER|BOOLEAN|NULL)\"")]
    private static partial Regex TypeName();
}
