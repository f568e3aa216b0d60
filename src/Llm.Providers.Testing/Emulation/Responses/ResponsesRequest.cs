using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>A responses request, checked and put into neutral terms.</summary>
internal sealed record ResponsesRequest
{
    // https://platform.openai.com/docs/api-reference/responses/create
    private static readonly HashSet<string> s_known =
    [
        "background", "conversation", "include", "input", "instructions", "max_output_tokens", "max_tool_calls", "metadata", "model", "parallel_tool_calls", "previous_response_id", "prompt",
        "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "reasoning", "safety_identifier", "service_tier", "store", "stream", "stream_options", "temperature", "text",
        "tool_choice", "tools", "top_logprobs", "top_p", "truncation", "user",
    ];

    private static readonly HashSet<string> s_countable =
        ["conversation", "input", "instructions", "model", "parallel_tool_calls", "previous_response_id", "reasoning", "text", "tool_choice", "tools", "truncation"];

    private static readonly string[] s_includes =
    [
        "file_search_call.results", "web_search_call.results", "web_search_call.action.sources", "message.input_image.image_url", "computer_call_output.output.image_url",
        "code_interpreter_call.outputs", "reasoning.encrypted_content", "message.output_text.logprobs",
    ];

    public required ScenarioPrompt Prompt { get; init; }

    public required JsonElement Root { get; init; }

    public required IReadOnlyList<JsonElement> NewItems { get; init; }

    /// <summary>Gets what was said before and in the request, for the next answer that goes on from it.</summary>
    public required IReadOnlyList<JsonElement> AllItems { get; init; }

    public bool Stream => Root.Flag("stream");

    public bool Store => Root.Flag("store", fallback: true);

    public bool Background => Root.Flag("background");

    public string? ConversationId { get; init; }

    public bool Includes(string name) => Root.Items("include").Any(item => item.GetString() == name);

    public static ResponsesRequest Read(EmulatorRequest request, ResponsesMemory memory)
    {
        var root = Rejections.ReadObject(request);
        CheckNames(root, s_known);
        var model = Rejections.ReadModel(root);
        CheckValues(root);
        return Read(root, model, memory);
    }

    public static ResponsesRequest ReadForCount(EmulatorRequest request, ResponsesMemory memory)
    {
        var root = Rejections.ReadObject(request);
        CheckNames(root, s_countable);
        return Read(root, Rejections.ReadModel(root), memory);
    }

    private static ResponsesRequest Read(JsonElement root, string model, ResponsesMemory memory)
    {
        var conversationId = root.Member("conversation") is { ValueKind: JsonValueKind.String } text ? text.GetString() : root.Member("conversation").TextOr("id", "") is { Length: > 0 } id ? id : null;
        var before = ReadBefore(root, conversationId, memory);
        var items = ResponsesInput.ItemsOf(root, isNeeded: before is null);
        IReadOnlyList<JsonElement> all = [.. before ?? [], .. items];
        var input = ResponsesInput.Read(all, (before ?? []).Count, memory);
        var prompt = new ScenarioPrompt
        {
            Model = model,
            MaxOutputTokens = root.Has("max_output_tokens") ? (int)root.NumberOr("max_output_tokens", 0) : null,
            InputTokens = TokenEstimate.Of(root.TextOr("instructions", "")),
        };
        prompt = ResponsesToolList.Read(root, prompt);
        prompt = ReadFormat(root, prompt, input);
        return new() { Prompt = input.AddTo(prompt), Root = root, NewItems = items, AllItems = all, ConversationId = conversationId };
    }

    private static IReadOnlyList<JsonElement>? ReadBefore(JsonElement root, string? conversationId, ResponsesMemory memory)
    {
        var previous = root.TextOr("previous_response_id", "");
        if (previous.Length > 0 && conversationId is not null)
        {
            throw Rejections.Invalid("Mutually exclusive parameters: 'previous_response_id' and 'conversation'. Ensure you are only providing one.", "previous_response_id", "mutually_exclusive_parameters");
        }

        if (conversationId is not null)
        {
            return memory.Conversation(conversationId)
                ?? throw new EmulatorRejectionException(new() { Status = 404, Message = $"Conversation with id '{conversationId}' not found.", Parameter = "conversation" });
        }

        if (previous.Length == 0)
        {
            return null;
        }

        var answer = memory.Find(previous) ?? throw Rejections.Invalid($"Previous response with id '{previous}' not found.", "previous_response_id", "previous_response_not_found");
        return [.. answer.Request.AllItems, .. answer.Items];
    }

    private static void CheckNames(JsonElement root, HashSet<string> known)
    {
        if (root.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw Rejections.Invalid($"Unknown parameter: '{unknown}'.", unknown, "unknown_parameter");
        }
    }

    private static void CheckValues(JsonElement root)
    {
        Rejections.CheckNumber(root, "temperature", 0, 2);
        Rejections.CheckNumber(root, "top_p", 0, 1);
        Rejections.CheckNumber(root, "max_output_tokens", 16); // https://platform.openai.com/docs/api-reference/responses/create
        Rejections.CheckNumber(root, "top_logprobs", 0, 20);
        foreach (var flag in (ReadOnlySpan<string>)["stream", "store", "background", "parallel_tool_calls"])
        {
            Rejections.CheckFlag(root, flag);
        }

        foreach (var name in root.Items("include").Select(item => item.ToString()).Where(name => !s_includes.Contains(name)))
        {
            throw Rejections.Unknown("include", name, s_includes);
        }

        if (root.Flag("background") && !root.Flag("store", fallback: true))
        {
            throw Rejections.Invalid("Background mode requires store=true.", "background");
        }

        var effort = root.Member("reasoning").TextOr("effort", "medium");
        if (effort is not ("none" or "minimal" or "low" or "medium" or "high" or "xhigh"))
        {
            throw Rejections.Unknown("reasoning.effort", effort, "none", "minimal", "low", "medium", "high", "xhigh");
        }
    }

    private static ScenarioPrompt ReadFormat(JsonElement root, ScenarioPrompt prompt, ResponsesInput input)
    {
        var format = root.Member("text").Member("format");
        switch (format.TextOr("type", "text"))
        {
            case "text":
                return prompt;
            case "json_object" when input.Mentions("json") || root.TextOr("instructions", "").Contains("json", StringComparison.OrdinalIgnoreCase):
                return prompt with { WantsJson = true };
            case "json_object":
                throw Rejections.Invalid("Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.", "input");
            case "json_schema":
                var name = format.TextOr("name", "") is { Length: > 0 } given ? given : throw Rejections.Missing("text.format.name");
                var schema = format.Has("schema") ? format.Member("schema") : throw Rejections.Missing("text.format.schema");
                if (format.Flag("strict"))
                {
                    StrictSchema.Check(schema, $"response_format '{name}'", "text.format.schema", "invalid_json_schema");
                }

                return prompt with { WantsJson = true, ReplySchema = schema };
            case var other:
                throw Rejections.Unknown("text.format.type", other, "json_object", "json_schema", "text");
        }
    }
}
