using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads input items, as strictly as the vendor does.</summary>
internal sealed class ResponsesInput
{
    private readonly ResponsesMemory _memory;
    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);
    private readonly List<string> _unanswered = [];
    private readonly HashSet<string> _reasoningIds = new(StringComparer.Ordinal);
    private readonly List<ScenarioToolResult> _toolResults = [];
    private IReadOnlyList<ScenarioMedia> _media = [];
    private string? _openReasoning;
    private string _userText = "";
    private string _allText = "";
    private int _tokens;

    private ResponsesInput(ResponsesMemory memory) => _memory = memory;

    /// <summary>Gets whether any message has the word.</summary>
    public bool Mentions(string word) => _allText.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Gets the items of a request: those it lists, or its one text.</summary>
    public static IReadOnlyList<JsonElement> ItemsOf(JsonElement root, bool isNeeded)
    {
        var input = root.Member("input");
        switch (input.ValueKind)
        {
            case JsonValueKind.String:
                return [JsonElement.Parse(JsonText.WriteString(writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("role", "user");
                    writer.WriteString("content", input.GetString());
                    writer.WriteEndObject();
                }))];
            case JsonValueKind.Array when input.GetArrayLength() > 0 || !isNeeded:
                return [.. input.EnumerateArray()];
            case JsonValueKind.Undefined when !isNeeded:
                return [];
            case JsonValueKind.Array or JsonValueKind.Undefined:
                throw Rejections.Invalid("One of \"input\" or \"previous_response_id\" or \"prompt\" or \"conversation\" must be provided.", "input", "missing_required_parameter");
            default:
                throw Rejections.WrongType("input", "one of a string or an array of objects", input);
        }
    }

    /// <summary>Reads items.</summary>
    /// <param name="items">What was said before, and what is said now.</param>
    /// <param name="known">How many of them the vendor has kept itself.</param>
    /// <param name="memory">What the vendor remembers.</param>
    public static ResponsesInput Read(IReadOnlyList<JsonElement> items, int known, ResponsesMemory memory)
    {
        var input = new ResponsesInput(memory);
        for (var index = 0; index < items.Count; index++)
        {
            input.ReadItem(items[index], $"input[{Math.Max(0, index - known)}]", isKept: index < known);
        }

        input.CheckFollowed();
        return input._unanswered.Count == 0 ? input : throw Rejections.Invalid($"No tool output found for function call {input._unanswered[0]}.", "input");
    }

    /// <summary>Puts what was read into a prompt.</summary>
    public ScenarioPrompt AddTo(ScenarioPrompt prompt) => prompt with { UserText = _userText, Media = _media, ToolResults = [.. _toolResults], InputTokens = prompt.InputTokens + _tokens };

    private void ReadItem(JsonElement item, string path, bool isKept)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw Rejections.WrongType(path, "an object", item);
        }

        var type = item.TextOr("type", item.Has("role") ? "message" : "");
        if (type == "item_reference")
        {
            var id = item.TextOr("id", "");
            item = _memory.Item(id) ?? throw ItemNotFound(id);
            type = item.TextOr("type", "");
            isKept = true;
        }

        CheckPair(item, type, path);
        switch (type)
        {
            case "message":
                ReadMessage(item, path);
                break;
            case "reasoning":
                ReadReasoning(item, path, isKept);
                break;
            case "function_call" or "custom_tool_call":
                ReadCall(item, path, type == "function_call" ? "arguments" : "input");
                break;
            case "function_call_output" or "custom_tool_call_output":
                ReadOutput(item, path);
                break;
            case "":
                throw Rejections.Missing(path + ".type");
            case var other when !other.EndsWith("_call", StringComparison.Ordinal) && !other.EndsWith("_output", StringComparison.Ordinal) && !other.StartsWith("mcp_", StringComparison.Ordinal) && other is not ("compaction" or "program"):
                throw Rejections.Unknown(path + ".type", other, "message", "reasoning", "function_call", "function_call_output", "item_reference");
        }
    }

    // https://platform.openai.com/docs/guides/reasoning#keeping-reasoning-items-in-context
    private void CheckPair(JsonElement item, string type, string path)
    {
        var id = item.TextOr("id", "");
        if (_openReasoning is { } open)
        {
            var follows = type is not ("function_call_output" or "custom_tool_call_output") && (type != "message" || item.TextOr("role", "") == "assistant");
            if (!follows)
            {
                throw Unfollowed(open);
            }

            _openReasoning = null;
        }

        if (id.Length > 0 && type != "reasoning" && _memory.ReasoningOf(id) is { } reasoning && !_reasoningIds.Contains(reasoning))
        {
            throw Rejections.Invalid($"Item '{id}' of type '{type}' was provided without its required 'reasoning' item: '{reasoning}'.", path);
        }
    }

    private void CheckFollowed()
    {
        if (_openReasoning is { } open)
        {
            throw Unfollowed(open);
        }
    }

    private void ReadReasoning(JsonElement item, string path, bool isKept)
    {
        var id = item.TextOr("id", "") is { Length: > 0 } given ? given : throw Rejections.Missing(path + ".id");
        if (item.Member("summary").ValueKind != JsonValueKind.Array)
        {
            throw Rejections.Missing(path + ".summary");
        }

        var encrypted = item.TextOr("encrypted_content", "");
        if (encrypted.Length > 0 && encrypted != ResponsesAnswer.Encrypt(id))
        {
            throw Rejections.Invalid($"The encrypted content for item {id} could not be verified. Reason: Encrypted content could not be decrypted or parsed.", path + ".encrypted_content", "invalid_encrypted_content");
        }

        if (encrypted.Length == 0 && !isKept && _memory.Item(id) is null)
        {
            throw ItemNotFound(id);
        }

        _reasoningIds.Add(id);
        _openReasoning = id;
        _tokens += TokenEstimate.PerMessage;
    }

    private void ReadMessage(JsonElement message, string path)
    {
        var role = message.TextOr("role", "");
        var content = ResponsesContent.Read(message.Member("content"), path + ".content", isOutput: role == "assistant");
        _tokens += TokenEstimate.PerMessage + TokenEstimate.Of(content.Text);
        _allText += content.Text;
        switch (role)
        {
            case "user":
                _tokens += TokenEstimate.PerImage * content.Media.Count;
                if (content.Text.Length > 0 || content.Media.Count > 0)
                {
                    (_userText, _media) = (content.Text, content.Media);
                    _toolResults.Clear();
                }

                break;
            case "assistant" or "system" or "developer":
                break;
            default:
                throw Rejections.Unknown(path + ".role", role, "assistant", "system", "developer", "user");
        }
    }

    private void ReadCall(JsonElement item, string path, string argumentsName)
    {
        var callId = Need(item, "call_id", path);
        if (callId.Length > 64)
        {
            throw Rejections.Invalid($"Invalid '{path}.call_id': string too long. Expected a string with maximum length 64, but got a string with length {callId.Length} instead.", path + ".call_id", "string_above_max_length");
        }

        _toolNames[callId] = Need(item, "name", path);
        if (item.Member(argumentsName).ValueKind != JsonValueKind.String)
        {
            throw Rejections.Missing($"{path}.{argumentsName}");
        }

        _unanswered.Add(callId);
        _tokens += TokenEstimate.PerMessage + TokenEstimate.Of(item.TextOr(argumentsName, ""));
    }

    private void ReadOutput(JsonElement item, string path)
    {
        var callId = Need(item, "call_id", path);
        if (!_unanswered.Remove(callId))
        {
            throw Rejections.Invalid($"No tool call found for function call output with call_id {callId}.", "input");
        }

        var text = ResponsesContent.Read(item.Member("output"), path + ".output", isOutput: false).Text;
        _tokens += TokenEstimate.PerMessage + TokenEstimate.Of(text);
        _toolResults.Add(new(_toolNames[callId], text));
    }

    private static string Need(JsonElement item, string name, string path) => item.TextOr(name, "") is { Length: > 0 } text ? text : throw Rejections.Missing($"{path}.{name}");

    private static EmulatorRejectionException Unfollowed(string id) => Rejections.Invalid($"Item '{id}' of type 'reasoning' was provided without its required following item.", "input");

    private static EmulatorRejectionException ItemNotFound(string id) => new(new()
    {
        Status = 404,
        Message = $"Item with id '{id}' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.",
        Parameter = "input",
    });
}
