using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads the messages of a request, as strictly as the vendor does.</summary>
internal sealed class ChatCompletionsConversation
{
    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);
    private readonly List<string> _unanswered = [];
    private readonly List<ScenarioToolResult> _toolResults = [];
    private IReadOnlyList<ScenarioMedia> _media = [];
    private string _userText = "";
    private string _allText = "";
    private int _tokens;

    /// <summary>Gets whether any message has the word, as the vendor demands of requests for JSON without a schema.</summary>
    public bool Mentions(string word) => _allText.Contains(word, StringComparison.OrdinalIgnoreCase);

    public static ChatCompletionsConversation Read(JsonElement messages)
    {
        switch (messages.ValueKind)
        {
            case JsonValueKind.Undefined:
                throw Rejections.Missing("messages");
            case not JsonValueKind.Array:
                throw Rejections.WrongType("messages", "an array of objects", messages);
        }

        if (messages.GetArrayLength() == 0)
        {
            throw Rejections.Empty("messages");
        }

        var conversation = new ChatCompletionsConversation();
        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            conversation.Read(message, $"messages[{index++}]");
        }

        conversation.CheckAllAnswered("messages");
        return conversation;
    }

    /// <summary>Puts what was read into a prompt.</summary>
    public ScenarioPrompt AddTo(ScenarioPrompt prompt) => prompt with
    {
        UserText = _userText,
        Media = _media,
        ToolResults = [.. _toolResults],
        InputTokens = prompt.InputTokens + _tokens,
    };

    private void Read(JsonElement message, string path)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw Rejections.WrongType(path, "an object", message);
        }

        var role = message.TextOr("role", "");
        if (role.Length == 0)
        {
            throw Rejections.Missing(path + ".role");
        }

        if (role != "tool")
        {
            CheckAllAnswered(path);
        }

        _tokens += TokenEstimate.PerMessage;
        switch (role)
        {
            case "system" or "developer" or "function":
                Count(ChatCompletionsContent.Read(message, path, "text").Text);
                break;
            case "user":
                ReadUser(message, path);
                break;
            case "assistant":
                ReadAssistant(message, path);
                break;
            case "tool":
                ReadTool(message, path);
                break;
            default:
                throw Rejections.Unknown(path + ".role", role, "system", "assistant", "user", "function", "tool", "developer");
        }
    }

    private void ReadUser(JsonElement message, string path)
    {
        var content = ChatCompletionsContent.Read(message, path, "text", "image_url", "input_audio", "file");
        Count(content.Text);
        _tokens += TokenEstimate.PerImage * content.Media.Count;
        if (content.Text.Length > 0 || content.Media.Count > 0)
        {
            _userText = content.Text;
            _media = content.Media;
            _toolResults.Clear();
        }
    }

    private void ReadAssistant(JsonElement message, string path)
    {
        var index = 0;
        foreach (var call in message.Items("tool_calls"))
        {
            var place = $"{path}.tool_calls[{index++}]";
            if (call.TextOr("type", "") is var type and not "function")
            {
                throw Rejections.Unknown(place + ".type", type, "function");
            }

            var function = call.Member("function");
            var name = function.TextOr("name", "") is { Length: > 0 } text ? text : throw Rejections.Missing(place + ".function.name");
            if (function.Member("arguments") is not { ValueKind: JsonValueKind.String } arguments)
            {
                throw Rejections.WrongType(place + ".function.arguments", "a string", function.Member("arguments"));
            }

            var id = call.TextOr("id", "") is { Length: > 0 } given ? given : throw Rejections.Missing(place + ".id");
            _toolNames[id] = name;
            _unanswered.Add(id);
            Count(name + arguments.GetString());
        }

        if (message.Has("content") || (index == 0 && !message.Has("refusal")))
        {
            // Mistral keeps reasoning as a part of the content: https://docs.mistral.ai/capabilities/reasoning/.
            Count(ChatCompletionsContent.Read(message, path, "text", "refusal", "thinking").Text);
        }
    }

    private void ReadTool(JsonElement message, string path)
    {
        var id = message.TextOr("tool_call_id", "") is { Length: > 0 } given ? given : throw Rejections.Missing(path + ".tool_call_id");
        if (!_unanswered.Remove(id))
        {
            throw Rejections.Invalid(
                "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
                path + ".role");
        }

        var text = ChatCompletionsContent.Read(message, path, "text", "image_url").Text;
        Count(text);
        _toolResults.Add(new(_toolNames[id], text));
    }

    private void CheckAllAnswered(string path)
    {
        if (_unanswered.Count > 0)
        {
            throw Rejections.Invalid(
                "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. "
                + $"The following tool_call_ids did not have response messages: {string.Join(", ", _unanswered)}",
                path);
        }
    }

    private void Count(string text)
    {
        _tokens += TokenEstimate.Of(text);
        _allText += text;
    }
}
