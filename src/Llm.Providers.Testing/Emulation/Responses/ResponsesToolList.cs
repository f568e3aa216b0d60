using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads the tools of a request.</summary>
internal static class ResponsesToolList
{
    private const string SchemaFault = "invalid_function_parameters";

    private static readonly string[] s_types =
    [
        "function", "custom", "namespace", "web_search", "web_search_preview", "file_search", "code_interpreter", "image_generation", "mcp", "tool_search", "computer", "computer_use_preview",
        "local_shell", "shell", "apply_patch",
    ];

    public static ScenarioPrompt Read(JsonElement root, ScenarioPrompt prompt)
    {
        List<ScenarioTool> tools = [];
        var index = 0;
        foreach (var tool in root.Items("tools"))
        {
            Add(tools, tool, $"tools[{index++}]");
        }

        if (index == 0)
        {
            return prompt;
        }

        var (mode, required) = ReadChoice(root.Member("tool_choice"), tools);
        return prompt with
        {
            Tools = tools,
            ToolMode = mode,
            RequiredTool = required,
            AllowsParallelCalls = root.Flag("parallel_tool_calls", fallback: true),
            InputTokens = prompt.InputTokens + TokenEstimate.Of(root.Member("tools").GetRawText()),
        };
    }

    private static void Add(List<ScenarioTool> tools, JsonElement tool, string path)
    {
        var type = tool.TextOr("type", "");
        if (!s_types.Contains(type))
        {
            throw Rejections.Unknown(path + ".type", type, s_types);
        }

        switch (type)
        {
            case "function":
                tools.Add(ReadFunction(tool, path));
                break;
            case "custom":
                tools.Add(new(Need(tool, "name", path), tool.TextOr("description", "")));
                break;
            case "namespace":
                Need(tool, "name", path);
                var index = 0;
                foreach (var inner in tool.Items("tools"))
                {
                    Add(tools, inner, $"{path}.tools[{index++}]");
                }

                break;
            case "code_interpreter" when !tool.Has("container"):
                throw Rejections.Missing(path + ".container");
            case "file_search" when !tool.Items("vector_store_ids").Any():
                throw Rejections.Missing(path + ".vector_store_ids");
            case "mcp":
                Need(tool, "server_label", path);
                if (!tool.Has("server_url") && !tool.Has("connector_id"))
                {
                    throw Rejections.Missing(path + ".server_url");
                }

                break;
        }
    }

    private static ScenarioTool ReadFunction(JsonElement tool, string path)
    {
        var name = Need(tool, "name", path);
        if (!tool.Has("parameters"))
        {
            return new(name, tool.TextOr("description", ""));
        }

        var schema = tool.Member("parameters");
        if (schema.ValueKind != JsonValueKind.Object || schema.TextOr("type", "object") != "object")
        {
            throw Rejections.Invalid($"Invalid schema for function '{name}': schema must be a JSON Schema of 'type: \"object\"'.", path + ".parameters", SchemaFault);
        }

        // A function is strict unless it says otherwise, and one that says nothing is made to fit: https://platform.openai.com/docs/guides/migrate-to-responses
        if (tool.Flag("strict"))
        {
            StrictSchema.Check(schema, $"function '{name}'", path + ".parameters", SchemaFault);
        }

        return new(name, tool.TextOr("description", ""), schema);
    }

    private static (ScenarioToolMode Mode, string? Required) ReadChoice(JsonElement choice, List<ScenarioTool> tools)
    {
        if (choice.ValueKind == JsonValueKind.Object)
        {
            var name = choice.TextOr("name", "");
            return choice.TextOr("type", "") is not ("function" or "custom") ? (ScenarioToolMode.Auto, null)
                : tools.Any(tool => tool.Name == name) ? (ScenarioToolMode.Required, name)
                : throw Rejections.Invalid($"Tool choice '{name}' not found in 'tools' parameter.", "tool_choice");
        }

        return choice.ValueKind == JsonValueKind.Undefined ? (ScenarioToolMode.Auto, null) : choice.ToString() switch
        {
            "auto" => (ScenarioToolMode.Auto, null),
            "none" => (ScenarioToolMode.None, null),
            "required" => (ScenarioToolMode.Required, null),
            var word => throw Rejections.Unknown("tool_choice", word, "none", "auto", "required"),
        };
    }

    private static string Need(JsonElement tool, string name, string path) => tool.TextOr(name, "") is { Length: > 0 } text ? text : throw Rejections.Missing($"{path}.{name}");
}
