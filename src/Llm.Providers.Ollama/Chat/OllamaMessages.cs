using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>Writes a conversation: roles with one text and a list of images each.</summary>
internal readonly struct OllamaMessages(ChatCall call, WireRequest request)
{
    public const string Protocol = "ollama-chat";

    private readonly Dictionary<string, string> _toolNames = new(StringComparer.Ordinal);

    public void Write()
    {
        var json = request.Json;
        var written = 0;
        if (!string.IsNullOrEmpty(call.Options.Instructions))
        {
            WriteMessage("system"u8, call.Options.Instructions, null);
            written++;
        }

        for (var i = 0; i < call.Messages.Count; i++)
        {
            written += WriteMessage(call.Messages[i]) ? 1 : 0;
        }

        if (written == 0)
        {
            throw new LlmProviderException(LlmErrorKind.InvalidRequest, "Every message of the conversation is empty; give at least one with content.");
        }
    }

    private bool WriteMessage(ChatMessage message)
    {
        if (!string.IsNullOrEmpty(message.AuthorName))
        {
            call.Unsupported("ChatMessage.AuthorName", "has no place in Ollama's API");
        }

        if (message.Role == ChatRole.Assistant)
        {
            return new OllamaAssistantMessage(call, request, _toolNames).Write(message);
        }

        var written = WriteResults(message);
        if (message.Role == ChatRole.Tool)
        {
            return written;
        }

        return (message.Role == ChatRole.User ? WriteUser(message) : WriteSystem(message)) || written;
    }

    private bool WriteResults(ChatMessage message)
    {
        var any = false;
        for (var i = 0; i < message.Contents.Count; i++)
        {
            switch (message.Contents[i])
            {
                case FunctionResultContent result:
                    any = true;
                    WriteResult(result);
                    break;
                case UsageContent:
                    break;
                case InputResponseContent answer:
                    call.LeftOut(answer, Protocol); // the vendor that asked is another one
                    break;
                case { } content when message.Role == ChatRole.Tool:
                    throw LlmProviderException.UnsupportedContent(content, Protocol, "A message with the role tool holds function results only.");
            }
        }

        return any;
    }

    private void WriteResult(FunctionResultContent result)
    {
        List<DataContent>? images = null;
        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("role"u8, "tool"u8);
        json.WritePropertyName("content"u8);
        if (result.Result is IEnumerable<AIContent> parts)
        {
            json.WriteStringValue(JoinResult(parts, ref images));
        }
        else if (result.Result is AIContent and not TextContent)
        {
            json.WriteStringValue(JoinResult([(AIContent)result.Result], ref images));
        }
        else
        {
            JsonValues.WriteResult(json, result);
        }

        OllamaImages.Write(call, request, images);
        if (_toolNames.TryGetValue(result.CallId, out var name))
        {
            json.WriteString("tool_name"u8, name);
        }

        json.WriteString("tool_call_id"u8, result.CallId);
        json.WriteEndObject();
    }

    private static string JoinResult(IEnumerable<AIContent> parts, ref List<DataContent>? images)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            switch (part)
            {
                case TextContent words:
                    text.Append(words.Text);
                    break;
                case var _ when OllamaImages.Of(part, Protocol) is { } image:
                    (images ??= []).Add(image);
                    break;
                case DataContent data when MediaTypes.IsText(data.MediaType):
                    text.Append(Encoding.UTF8.GetString(data.Data.Span));
                    break;
                default:
                    throw LlmProviderException.UnsupportedContent(part, Protocol, "The result of a tool is text and images here: return a description.");
            }
        }

        return text.ToString();
    }

    private bool WriteSystem(ChatMessage message)
    {
        for (var i = 0; i < message.Contents.Count; i++)
        {
            if (message.Contents[i] is var content and not (TextContent or UsageContent or FunctionResultContent))
            {
                throw LlmProviderException.UnsupportedContent(content, Protocol, $"A message with the role {message.Role.Value} holds text only.");
            }
        }

        var text = message.Text;
        if (text.Length == 0)
        {
            return false;
        }

        WriteMessage("system"u8, text, null); // the role developer is unknown here
        return true;
    }

    private bool WriteUser(ChatMessage message)
    {
        string? text = null;
        List<DataContent>? images = null;
        for (var i = 0; i < message.Contents.Count; i++)
        {
            var content = message.Contents[i];
            if (OllamaImages.Of(content, Protocol) is { } image)
            {
                (images ??= []).Add(image);
            }
            else if (Words(content) is { Length: > 0 } words)
            {
                text = text is null ? words : $"{text}\n{words}";
            }
        }

        if (text is null && images is null)
        {
            return false;
        }

        WriteMessage("user"u8, text ?? "", images);
        return true;
    }

    private static string? Words(AIContent content) => content switch
    {
        TextContent text => text.Text,
        DataContent data when MediaTypes.IsText(data.MediaType) => Encoding.UTF8.GetString(data.Data.Span),
        FunctionResultContent or InputResponseContent or UsageContent => null, // results have messages of their own; the others are not part of a conversation here
        _ => throw LlmProviderException.UnsupportedContent(content, Protocol, "A message of the user holds text and images here."),
    };

    private void WriteMessage(ReadOnlySpan<byte> role, string text, List<DataContent>? images)
    {
        var json = request.Json;
        json.WriteStartObject();
        json.WriteString("role"u8, role);
        json.WriteString("content"u8, text);
        OllamaImages.Write(call, request, images);
        json.WriteEndObject();
    }
}
