using System.Text.Json;
using System.Text.RegularExpressions;

namespace Llm.Providers.Testing;

/// <summary>Reads the messages of a request, as strictly as the vendor does.</summary>
internal sealed partial class MessagesTurns
{
    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);
    private readonly List<string> _unanswered = [];
    private readonly List<ScenarioToolResult> _toolResults = [];
    private IReadOnlyList<ScenarioMedia> _media = [];
    private string _userText = "";
    private string? _lastAssistantStart;
    private bool _endsWithResults;
    private int _tokens;

    public static MessagesTurns Read(JsonElement messages, bool allowsSystem)
    {
        if (messages.ValueKind == JsonValueKind.Undefined)
        {
            throw MessagesFaults.Missing("messages");
        }

        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
        {
            throw MessagesFaults.Invalid("messages: at least one message is required");
        }

        var turns = new MessagesTurns();
        var (index, last) = (0, messages.GetArrayLength() - 1);
        foreach (var message in messages.EnumerateArray())
        {
            turns.Read(message, index, index == last, allowsSystem);
            index++;
        }

        turns.CheckAnswered(last);
        return turns;
    }

    /// <summary>Checks that a turn that goes on after a tool begins with reasoning, where the model is told to think.</summary>
    public void CheckThinking(bool thinks)
    {
        if (thinks && _endsWithResults && _lastAssistantStart is not ("thinking" or "redacted_thinking"))
        {
            throw MessagesFaults.Invalid($"messages: Expected `thinking` or `redacted_thinking`, but found `{_lastAssistantStart}`. When `thinking` is enabled, a final `assistant` message must start with a thinking block.");
        }
    }

    /// <summary>Puts what was read into a prompt.</summary>
    public ScenarioPrompt AddTo(ScenarioPrompt prompt) => prompt with
    {
        UserText = _userText,
        Media = _media,
        ToolResults = [.. _toolResults],
        InputTokens = prompt.InputTokens + _tokens,
    };

    private void Read(JsonElement message, int index, bool isLast, bool allowsSystem)
    {
        var path = $"messages.{index}";
        var role = MessagesFaults.Text(message, "role", path + ".");
        if (index == 0 && role == "assistant")
        {
            throw MessagesFaults.Invalid("messages: first message must use the \"user\" role");
        }

        _tokens += TokenEstimate.PerMessage;
        _endsWithResults = false;
        switch (role)
        {
            case "system" when allowsSystem:
                CheckAnswered(index - 1);
                _tokens += TokenEstimate.Of(MessagesContent.ReadSystem(message.Member("content"), path + ".content"));
                break;
            case "user":
                ReadUser(message.Member("content"), path, index);
                break;
            case "assistant":
                CheckAnswered(index - 1);
                ReadAssistant(message.Member("content"), path, isLast);
                break;
            default:
                throw MessagesFaults.Invalid($"{path}.role: Input should be 'user' or 'assistant'");
        }
    }

    private void ReadUser(JsonElement content, string path, int index)
    {
        var texts = new List<string>();
        var media = new List<ScenarioMedia>();
        var results = new List<ScenarioToolResult>();
        foreach (var (block, place) in Blocks(content, path, "user"))
        {
            switch (block.TextOr("type", ""))
            {
                case "text":
                    texts.Add(MessagesContent.ReadText(block, place));
                    break;
                case "image" or "document" or "container_upload":
                    media.Add(MessagesContent.ReadMedia(block, block.TextOr("type", ""), place));
                    break;
                case "search_result":
                    texts.Add(MessagesFaults.Text(block, "title", place + "."));
                    break;
                case "tool_result" when texts.Count == 0 && media.Count == 0:
                    results.Add(ReadResult(block, place));
                    break;
                case "tool_result":
                    throw MessagesFaults.Invalid($"{path}: `tool_result` blocks must come first in the content of a message");
                case var type:
                    throw MessagesFaults.Invalid($"{place}: Input tag '{type}' found using 'type' does not match any of the expected tags");
            }
        }

        CheckAnswered(index - 1);
        Take(texts, media, results);
    }

    private void Take(List<string> texts, List<ScenarioMedia> media, List<ScenarioToolResult> results)
    {
        _tokens += texts.Sum(TokenEstimate.Of) + results.Sum(result => TokenEstimate.Of(result.Text)) + (TokenEstimate.PerImage * media.Count);
        _endsWithResults = results.Count > 0 && texts.Count == 0 && media.Count == 0;
        if (texts.Count > 0 || media.Count > 0)
        {
            _userText = string.Join('\n', texts);
            _media = media;
            _toolResults.Clear();
        }
        else
        {
            _toolResults.AddRange(results);
        }
    }

    private ScenarioToolResult ReadResult(JsonElement block, string path)
    {
        var id = MessagesFaults.Text(block, "tool_use_id", path + ".");
        if (!_unanswered.Remove(id))
        {
            throw MessagesFaults.Invalid($"{path}: unexpected `tool_use_id` found in `tool_result` blocks: {id}. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.");
        }

        var content = block.Member("content");
        var text = content.ValueKind == JsonValueKind.Array
            ? string.Join('\n', content.EnumerateArray().Select((part, index) => ReadResultPart(part, $"{path}.content.{index}")))
            : block.TextOr("content", "");
        return new(_toolNames[id], text);
    }

    private static string ReadResultPart(JsonElement part, string path)
    {
        switch (part.TextOr("type", ""))
        {
            case "text":
                return MessagesContent.ReadText(part, path);
            case "image" or "document":
                var media = MessagesContent.ReadMedia(part, part.TextOr("type", ""), path);
                return FormattableString.Invariant($"[{media.MediaType}, {media.Bytes.Length} bytes]");
            case "search_result" or "tool_reference":
                return part.GetRawText();
            case var type:
                throw MessagesFaults.Invalid($"{path}: Input tag '{type}' found using 'type' does not match any of the expected tags");
        }
    }

    private void ReadAssistant(JsonElement content, string path, bool isLast)
    {
        _lastAssistantStart = null;
        var last = "";
        foreach (var (block, place) in Blocks(content, path, "assistant"))
        {
            last = block.TextOr("type", "");
            _lastAssistantStart ??= last;
            switch (last)
            {
                case "text":
                    var text = MessagesContent.ReadText(block, place);
                    _tokens += TokenEstimate.Of(text);
                    last = isLast && char.IsWhiteSpace(text[^1]) ? throw MessagesFaults.Invalid("messages: final assistant content cannot end with trailing whitespace") : last;
                    break;
                case "thinking":
                    CheckSignature(block, place);
                    break;
                case "redacted_thinking":
                    _ = MessagesFaults.Text(block, "data", place + ".");
                    break;
                case "tool_use":
                    ReadCall(block, place);
                    break;
                case "image" or "document" or "tool_result":
                    throw MessagesFaults.Invalid($"{place}: Input tag '{last}' found using 'type' does not match any of the expected tags");
            }
        }

        if (last is "thinking" or "redacted_thinking")
        {
            throw MessagesFaults.Invalid($"{path}: The final block in an assistant message cannot be `thinking`.");
        }
    }

    private static void CheckSignature(JsonElement block, string path)
    {
        var thinking = MessagesFaults.Text(block, "thinking", path + ".");
        if (MessagesFaults.Text(block, "signature", path + ".") != MessagesSignature.Of(thinking))
        {
            throw MessagesFaults.Invalid($"{path}: Invalid `signature` in `thinking` block");
        }
    }

    private void ReadCall(JsonElement block, string path)
    {
        var id = MessagesFaults.Text(block, "id", path + ".");
        if (!Id().IsMatch(id))
        {
            throw MessagesFaults.Invalid($"{path}.id: String should match pattern '^[a-zA-Z0-9_-]+$'");
        }

        if (block.Member("input").ValueKind != JsonValueKind.Object)
        {
            throw MessagesFaults.Invalid($"{path}.input: Input should be a valid dictionary");
        }

        if (_unanswered.Contains(id))
        {
            throw MessagesFaults.Invalid($"{path}.id: `tool_use` ids must be unique");
        }

        _toolNames[id] = MessagesFaults.Text(block, "name", path + ".");
        _unanswered.Add(id);
        _tokens += TokenEstimate.Of(_toolNames[id] + block.Member("input").GetRawText());
    }

    private void CheckAnswered(int index)
    {
        if (_unanswered.Count > 0)
        {
            throw MessagesFaults.Invalid(
                $"messages.{index}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", _unanswered)}. "
                + "Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
        }
    }

    private static IEnumerable<(JsonElement Block, string Path)> Blocks(JsonElement content, string path, string role)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.Undefined:
                throw MessagesFaults.Missing(path + ".content");
            case JsonValueKind.String when content.GetString()!.Length > 0:
                return [(JsonElement.Parse(JsonText.WriteString(writer => WriteText(writer, content))), path + ".content")];
            case JsonValueKind.Array when content.GetArrayLength() > 0:
                return content.EnumerateArray().Select((block, index) => (block, $"{path}.content.{index}"));
            case JsonValueKind.String or JsonValueKind.Array:
                throw MessagesFaults.Invalid($"{path}: {role} messages must have non-empty content");
            default:
                throw MessagesFaults.Invalid($"{path}.content: Input should be a valid string or list");
        }
    }

    private static void WriteText(Utf8JsonWriter writer, JsonElement text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "text");
        writer.WritePropertyName("text");
        text.WriteTo(writer);
        writer.WriteEndObject();
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]+$")]
    private static partial Regex Id();
}
