using System.Text.Json;
using System.Text.RegularExpressions;

namespace Llm.Providers.Testing;

/// <summary>A chat completions request, checked and put into neutral terms.</summary>
/// <param name="Prompt">What is asked.</param>
/// <param name="Stream">Whether the answer is streamed.</param>
/// <param name="IncludeUsage">Whether the stream ends with token counts.</param>
internal sealed partial record ChatCompletionsRequest(ScenarioPrompt Prompt, bool Stream, bool IncludeUsage)
{
    private const int MostStops = 4;
    private const string NamePattern = "^[a-zA-Z0-9_-]{1,64}$";
    private const string SchemaFault = "invalid_function_parameters";

    public static ChatCompletionsRequest Read(EmulatorCall call)
    {
        var root = Rejections.ReadObject(call.Request);
        var model = Rejections.ReadModel(call, root);
        CheckNumbers(root);
        var (stream, includeUsage) = ReadStream(root);
        var conversation = ChatCompletionsConversation.Read(root.Member("messages"));
        var prompt = new ScenarioPrompt
        {
            Model = model,
            MaxOutputTokens = (int?)Number(root, "max_completion_tokens") ?? (int?)Number(root, "max_tokens"),
            StopSequences = ReadStops(root),
        };
        prompt = ReadTools(root, prompt);
        prompt = ReadFormat(root, prompt, conversation);
        return new(conversation.AddTo(prompt), stream, includeUsage);
    }

    /// <summary>Reads what says whether to stream; legacy completions say it the same way.</summary>
    public static (bool Stream, bool IncludeUsage) ReadStream(JsonElement root)
    {
        Rejections.CheckFlag(root, "stream");
        var stream = root.Flag("stream");
        if (root.Has("stream_options") && !stream)
        {
            throw Rejections.Invalid("The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options");
        }

        return (stream, root.Member("stream_options").Flag("include_usage"));
    }

    /// <summary>Reads the stop sequences: none, one, or up to four.</summary>
    public static IReadOnlyList<string> ReadStops(JsonElement root)
    {
        var stop = root.Member("stop");
        return stop.ValueKind switch
        {
            JsonValueKind.Undefined => [],
            JsonValueKind.String => [stop.GetString()!],
            JsonValueKind.Array when stop.GetArrayLength() <= MostStops => [.. stop.EnumerateArray().Select(text => text.GetString()!)],
            JsonValueKind.Array => throw Rejections.TooLong("stop", MostStops),
            _ => throw Rejections.WrongType("stop", "one of a string or an array of strings", stop),
        };
    }

    private static void CheckNumbers(JsonElement root)
    {
        Rejections.CheckNumber(root, "temperature", 0, 2);
        Rejections.CheckNumber(root, "top_p", 0, 1);
        Rejections.CheckNumber(root, "frequency_penalty", -2, 2);
        Rejections.CheckNumber(root, "presence_penalty", -2, 2);
        Rejections.CheckNumber(root, "max_tokens", 1);
        Rejections.CheckNumber(root, "max_completion_tokens", 1);
        Rejections.CheckNumber(root, "seed", long.MinValue);

        // The vendor allows more; the emulator says one thing at a time, and says so instead of dropping the rest.
        Rejections.CheckNumber(root, "n", 1, 1);
        Rejections.CheckFlag(root, "parallel_tool_calls");
        if (root.Has("max_tokens") && root.Has("max_completion_tokens"))
        {
            throw Rejections.Invalid("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", "max_tokens");
        }
    }

    private static ScenarioPrompt ReadTools(JsonElement root, ScenarioPrompt prompt)
    {
        if (!root.Has("tools"))
        {
            return root.Has("tool_choice") ? throw NeedsTools("tool_choice")
                : root.Has("parallel_tool_calls") ? throw NeedsTools("parallel_tool_calls")
                : prompt;
        }

        List<ScenarioTool> tools = [.. root.Items("tools").Select((tool, index) => ReadTool(tool, $"tools[{index}]"))];
        if (tools.Count == 0)
        {
            throw Rejections.Empty("tools");
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

    private static ScenarioTool ReadTool(JsonElement tool, string path)
    {
        if (tool.TextOr("type", "") is var type and not "function")
        {
            throw Rejections.Unknown(path + ".type", type, "function");
        }

        var function = tool.Member("function");
        var name = ReadName(function, path + ".function.name");
        if (!function.Has("parameters"))
        {
            return new(name, function.TextOr("description", ""));
        }

        var schema = function.Member("parameters");
        var place = path + ".function.parameters";
        if (schema.ValueKind != JsonValueKind.Object || schema.TextOr("type", "object") != "object")
        {
            throw Rejections.Invalid($"Invalid schema for function '{name}': schema must be a JSON Schema of 'type: \"object\"'.", place, SchemaFault);
        }

        if (function.Flag("strict"))
        {
            StrictSchema.Check(schema, $"function '{name}'", place, SchemaFault);
        }

        return new(name, function.TextOr("description", ""), schema);
    }

    private static (ScenarioToolMode Mode, string? Required) ReadChoice(JsonElement choice, List<ScenarioTool> tools)
    {
        switch (choice.ValueKind)
        {
            case JsonValueKind.Undefined:
                return (ScenarioToolMode.Auto, null);
            case JsonValueKind.Object:
                var name = choice.Member("function").TextOr("name", "");
                return tools.Any(tool => tool.Name == name)
                    ? (ScenarioToolMode.Required, name)
                    : throw Rejections.Invalid($"Invalid value for 'tool_choice': tool '{name}' not found in 'tools'.", "tool_choice", "invalid_value");
        }

        var word = choice.ValueKind == JsonValueKind.String ? choice.GetString()! : choice.GetRawText();
        return word switch
        {
            "auto" => (ScenarioToolMode.Auto, null),
            "none" => (ScenarioToolMode.None, null),
            "required" => (ScenarioToolMode.Required, null),
            _ => throw Rejections.Unknown("tool_choice", word, "none", "auto", "required"),
        };
    }

    private static ScenarioPrompt ReadFormat(JsonElement root, ScenarioPrompt prompt, ChatCompletionsConversation conversation)
    {
        var format = root.Member("response_format");
        if (format.ValueKind == JsonValueKind.Undefined)
        {
            return prompt;
        }

        switch (format.TextOr("type", ""))
        {
            case "text":
                return prompt;
            case "json_object" when conversation.Mentions("json"):
                return prompt with { WantsJson = true };
            case "json_object":
                throw Rejections.Invalid("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.", "messages");
            case "json_schema":
                return prompt with { WantsJson = true, ReplySchema = ReadReplySchema(format.Member("json_schema")) };
            case var other:
                throw Rejections.Unknown("response_format.type", other, "json_object", "json_schema", "text");
        }
    }

    private static JsonElement ReadReplySchema(JsonElement wrapper)
    {
        const string Path = "response_format.json_schema";
        var name = ReadName(wrapper, Path + ".name");
        var schema = wrapper.Has("schema") ? wrapper.Member("schema") : throw Rejections.Missing(Path + ".schema");
        if (wrapper.Flag("strict"))
        {
            StrictSchema.Check(schema, $"response_format '{name}'", "response_format", null);
        }

        return schema;
    }

    private static string ReadName(JsonElement owner, string path)
    {
        var name = owner.TextOr("name", "") is { Length: > 0 } text ? text : throw Rejections.Missing(path);
        return Name().IsMatch(name)
            ? name
            : throw Rejections.Invalid($"Invalid '{path}': string does not match pattern '{NamePattern}'.", path, "invalid_value");
    }

    private static EmulatorRejectionException NeedsTools(string name) =>
        Rejections.Invalid($"Invalid value for '{name}': '{name}' is only allowed when 'tools' are specified.", name);

    private static double? Number(JsonElement root, string name) => root.Has(name) ? root.NumberOr(name, 0) : null;

    [GeneratedRegex(NamePattern)]
    private static partial Regex Name();
}
