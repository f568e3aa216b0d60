using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>The protocol that continues a text, <c>/api/generate</c>: no roles and no tools.</summary>
/// <remarks>
/// System messages become <c>system</c>; the other texts are joined with blank lines and sent as the prompt. <c>suffix</c>, <c>raw</c>,
/// <c>template</c> and <c>context</c> go through additional properties. See <see href="https://docs.ollama.com/api/generate">the reference</see>.
/// </remarks>
internal sealed class OllamaGenerateProtocol(OllamaDefaults defaults) : ChatProtocol
{
    public override string Name => "ollama-generate";

    public override StreamFraming Framing => StreamFraming.NewlineDelimitedJson;

    public override bool TakesAddress(UriContent content) => OllamaImages.TakesAddress(content);

    public override void Render(ChatCall call, WireRequest request)
    {
        request.Path = defaults.ApiPath + "generate";
        var extras = OllamaExtras.Of(call);
        var json = request.Json;
        json.WriteStartObject();
        if (!extras.Has("model"))
        {
            json.WriteString("model"u8, call.Model.Id);
        }

        WritePrompt(call, request, extras);
        if (call.Options.Tools is { Count: > 0 } && call.Options.ToolMode is not NoneChatToolMode)
        {
            call.Unsupported("ChatOptions.Tools", "has no place in /api/generate");
        }

        if (call.Options.AllowMultipleToolCalls is not null)
        {
            call.Unsupported("ChatOptions.AllowMultipleToolCalls", "has no place in /api/generate");
        }

        if (call.Options.ToolMode is RequiredChatToolMode)
        {
            call.Unsupported("ChatOptions.ToolMode", "has no place in /api/generate");
        }

        OllamaMembers.Write(call, json, defaults, extras);
        json.WriteEndObject();
    }

    public override void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response) => OllamaAnswerParser.ReadWhole(body, response);

    public override ChatStreamReader CreateReader(ChatCall call) => new OllamaReader();

    public override WireError ParseError(ReadOnlySpan<byte> body) => OllamaErrors.Parse(body);

    private void WritePrompt(ChatCall call, WireRequest request, OllamaExtras extras)
    {
        var system = new StringBuilder(call.Options.Instructions);
        var prompt = new StringBuilder();
        List<DataContent>? images = null;
        foreach (var message in call.Messages)
        {
            if (!string.IsNullOrEmpty(message.AuthorName))
            {
                call.Unsupported("ChatMessage.AuthorName", "has no place in /api/generate");
            }

            var target = message.Role == ChatRole.User || message.Role == ChatRole.Assistant ? prompt : system;
            foreach (var content in message.Contents)
            {
                if (OllamaImages.Of(content, Name) is { } image)
                {
                    (images ??= []).Add(image);
                }
                else if (Words(call, content) is { Length: > 0 } words)
                {
                    target.Append(target.Length > 0 ? "\n\n" : "").Append(words);
                }
            }
        }

        if (prompt.Length == 0 && images is null && !extras.Has("prompt"))
        {
            throw new LlmProviderException(LlmErrorKind.InvalidRequest, "The conversation has no text to continue; give at least one message of the user with content.");
        }

        WriteText(request.Json, "prompt", prompt, extras);
        WriteText(request.Json, "system", system, extras);
        if (!extras.Has("images"))
        {
            OllamaImages.Write(call, request, images);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, StringBuilder text, OllamaExtras extras)
    {
        if (text.Length > 0 && !extras.Has(name))
        {
            json.WriteString(name, text.ToString());
        }
    }

    private string? Words(ChatCall call, AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                return text.Text;
            case DataContent data when MediaTypes.IsText(data.MediaType):
                return Encoding.UTF8.GetString(data.Data.Span);
            case UsageContent:
                return null;
            case TextReasoningContent:
                call.Warn("Reasoning of an earlier turn was left out: /api/generate has no place for it.");
                return null;
            default:
                throw LlmProviderException.UnsupportedContent(content, Name, "It continues text and takes images; give a conversation to a model that speaks ollama-chat.");
        }
    }
}
