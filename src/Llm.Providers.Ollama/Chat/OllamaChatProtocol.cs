using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>Ollama's own protocol for conversations, <c>/api/chat</c>.</summary>
/// <remarks>
/// Unlike the OpenAI-shaped API of the same server it takes the context length, keep-alive and thinking.
/// See <see href="https://docs.ollama.com/api/chat">the reference</see>.
/// </remarks>
internal sealed class OllamaChatProtocol(OllamaDefaults defaults) : ChatProtocol
{
    public override string Name => "ollama-chat";

    public override StreamFraming Framing => StreamFraming.NewlineDelimitedJson;

    public override bool TakesAddress(UriContent content) => OllamaImages.TakesAddress(content);

    public override void Render(ChatCall call, WireRequest request)
    {
        request.Path = defaults.ApiPath + "chat";
        var extras = OllamaExtras.Of(call);
        var json = request.Json;
        json.WriteStartObject();
        if (!extras.Has("model"))
        {
            json.WriteString("model"u8, call.Model.Id);
        }

        if (!extras.Has("messages"))
        {
            json.WriteStartArray("messages"u8);
            new OllamaMessages(call, request).Write();
            json.WriteEndArray();
        }

        OllamaTools.Write(call, json, extras);
        OllamaMembers.Write(call, json, defaults, extras);
        json.WriteEndObject();
    }

    public override void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response) => OllamaAnswerParser.ReadWhole(body, response);

    public override ChatStreamReader CreateReader(ChatCall call) => new OllamaReader();

    public override WireError ParseError(ReadOnlySpan<byte> body) => OllamaErrors.Parse(body);
}
