using System.Text.Json;
using System.Text.RegularExpressions;

namespace Llm.Providers.Testing;

/// <summary>Reads the tools of a request, and whether one must be called.</summary>
internal static partial class MessagesToolList
{
    public static ScenarioPrompt AddTo(ScenarioPrompt prompt, JsonElement root, bool thinks)
    {
        var choice = root.Member("tool_choice");
        List<JsonElement> all = [.. root.Items("tools")];
        if (all.Count == 0)
        {
            return choice.ValueKind == JsonValueKind.Undefined ? prompt : throw MessagesFaults.Invalid("tool_choice may only be specified while providing tools.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        var tools = new List<ScenarioTool>();
        for (var index = 0; index < all.Count; index++)
        {
            Read(all[index], $"tools.{index}", names, tools);
        }

        var (mode, required) = ReadChoice(choice, names);
        if (thinks && mode == ScenarioToolMode.Required)
        {
            throw MessagesFaults.Invalid("Thinking may not be enabled when tool_choice forces tool use.");
        }

        return prompt with
        {
            Tools = tools,
            ToolMode = mode,
            RequiredTool = required,
            AllowsParallelCalls = !choice.Flag("disable_parallel_tool_use"),
            InputTokens = prompt.InputTokens + TokenEstimate.Of(root.Member("tools").GetRawText()),
        };
    }

    // Tools of the vendor are taken as they are and never called: the emulator has no web and no container.
    private static void Read(JsonElement tool, string path, HashSet<string> names, List<ScenarioTool> tools)
    {
        if (tool.TextOr("type", "custom") is var type and not "custom")
        {
            if (type == "mcp_toolset")
            {
                _ = MessagesFaults.Text(tool, "mcp_server_name", path + ".");
            }
            else if (tool.Has("name"))
            {
                names.Add(tool.TextOr("name", ""));
            }

            return;
        }

        var name = MessagesFaults.Text(tool, "name", path + ".");
        if (!Name().IsMatch(name))
        {
            throw MessagesFaults.Invalid($"{path}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{{1,128}}$'");
        }

        if (!names.Add(name))
        {
            throw MessagesFaults.Invalid("tools: Tool names must be unique.");
        }

        var schema = tool.Has("input_schema") ? tool.Member("input_schema") : throw MessagesFaults.Missing(path + ".custom.input_schema");
        if (schema.TextOr("type", "") != "object")
        {
            throw MessagesFaults.Invalid($"{path}.custom.input_schema.type: Input should be 'object'");
        }

        if (tool.Flag("strict"))
        {
            MessagesSchema.Check(schema, path + ".custom.input_schema");
        }

        tools.Add(new(name, tool.TextOr("description", ""), schema));
    }

    private static (ScenarioToolMode Mode, string? Required) ReadChoice(JsonElement choice, HashSet<string> names)
    {
        if (choice.ValueKind == JsonValueKind.Undefined)
        {
            return (ScenarioToolMode.Auto, null);
        }

        switch (choice.TextOr("type", ""))
        {
            case "auto":
                return (ScenarioToolMode.Auto, null);
            case "any":
                return (ScenarioToolMode.Required, null);
            case "none" when choice.Has("disable_parallel_tool_use"):
                throw MessagesFaults.Extra("tool_choice.none.disable_parallel_tool_use");
            case "none":
                return (ScenarioToolMode.None, null);
            case "tool":
                var name = MessagesFaults.Text(choice, "name", "tool_choice.tool.");
                return names.Contains(name) ? (ScenarioToolMode.Required, name) : throw MessagesFaults.Invalid($"Tool '{name}' not found in provided tools");
            case var other:
                throw MessagesFaults.Invalid($"tool_choice: Input tag '{other}' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'");
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,128}$")]
    private static partial Regex Name();
}
