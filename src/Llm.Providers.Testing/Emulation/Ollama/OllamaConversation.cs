using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads the messages of a request, as strictly as the server does.</summary>
internal sealed class OllamaConversation
{
    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);
    private readonly List<ScenarioToolResult> _toolResults = [];
    private IReadOnlyList<ScenarioMedia> _media = [];
    private string _userText = "";
    private int _tokens;

    public bool IsEmpty { get; private set; } = true;

    public static OllamaConversation Read(JsonElement messages)
    {
        var conversation = new OllamaConversation();
        switch (messages.ValueKind)
        {
            case JsonValueKind.Undefined:
                break;
            case JsonValueKind.Array:
                foreach (var message in messages.EnumerateArray())
                {
                    conversation.ReadMessage(message);
                }

                break;
            default:
                throw OllamaFaults.WrongType(messages, "ChatRequest.messages", "[]api.Message");
        }

        return conversation;
    }

    /// <summary>Images are base64 without a prefix; the server knows them by their bytes.</summary>
    public static IReadOnlyList<ScenarioMedia> ReadImages(JsonElement owner, string path)
    {
        var media = new List<ScenarioMedia>();
        foreach (var image in owner.Items("images"))
        {
            if (image.ValueKind != JsonValueKind.String)
            {
                throw OllamaFaults.WrongType(image, path, "api.ImageData");
            }

            if (!image.TryGetBytesFromBase64(out var bytes))
            {
                throw OllamaFaults.Invalid("illegal base64 data at input byte 4");
            }

            media.Add(new(Type(bytes), bytes));
        }

        return media;
    }

    /// <summary>Puts what was read into a prompt.</summary>
    public ScenarioPrompt AddTo(ScenarioPrompt prompt) => prompt with
    {
        UserText = _userText,
        Media = _media,
        ToolResults = [.. _toolResults],
        InputTokens = prompt.InputTokens + _tokens,
    };

    private static string Type(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, ..] => "image/jpeg",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "image/webp",
        _ => throw OllamaFaults.Invalid("image: unknown format"),
    };

    private void ReadMessage(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            throw OllamaFaults.WrongType(message, "ChatRequest.messages", "api.Message");
        }

        if (message.Member("content") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.String) } wrong)
        {
            throw OllamaFaults.WrongType(wrong, "ChatRequest.messages.content", "string");
        }

        IsEmpty = false;
        var text = message.TextOr("content", "");
        var media = ReadImages(message, "ChatRequest.messages.images");
        _tokens += TokenEstimate.PerMessage + TokenEstimate.Of(text) + (TokenEstimate.PerImage * media.Count);
        switch (message.TextOr("role", ""))
        {
            case "user":
                (_userText, _media) = (text, media);
                _toolResults.Clear();
                break;
            case "assistant":
                ReadCalls(message);
                break;
            case "tool":
                _toolResults.Add(new(message.TextOr("tool_name", _toolNames.GetValueOrDefault(message.TextOr("tool_call_id", ""), "")), text));
                break;
            case "system":
                break;
            case var role:
                throw OllamaFaults.Invalid($"invalid role: {role}, must be one of [\"system\", \"user\", \"assistant\", \"tool\"]");
        }
    }

    private void ReadCalls(JsonElement message)
    {
        foreach (var function in message.Items("tool_calls").Select(call => (Id: call.TextOr("id", ""), Value: call.Member("function"))))
        {
            if (function.Value.Member("arguments") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Object) } arguments)
            {
                throw OllamaFaults.WrongType(arguments, "ChatRequest.messages.tool_calls.function.arguments", "api.ToolCallFunctionArguments");
            }

            _toolNames[function.Id] = function.Value.TextOr("name", "");
        }
    }
}
