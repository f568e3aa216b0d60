using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The chat completions protocol, as OpenAI defined it and as others speak it.</summary>
/// <param name="dialect">What the vendor does differently.</param>
/// <remarks>See <see href="https://platform.openai.com/docs/api-reference/chat">the reference</see>.</remarks>
public sealed class ChatCompletionsProtocol(ChatCompletionsDialect dialect) : ChatProtocol
{
    /// <summary>Gets what the vendor does differently.</summary>
    public ChatCompletionsDialect Dialect { get; } = dialect;

    /// <inheritdoc/>
    public override string Name => "chat-completions";

    /// <inheritdoc/>
    public override bool TakesAddress(UriContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.MediaType == "application/pdf" ? Dialect.AcceptsPdfUrls || Dialect.Pdf == PdfForm.None : Dialect.AcceptsImageUrls || !content.HasTopLevelMediaType("image");
    }

    /// <inheritdoc/>
    public override void Render(ChatCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        request.Path = Dialect.Path;
        var extras = RequestExtras.Of(call);
        var schemaHint = ChatCompletionsFormat.SchemaHint(call, Dialect, extras);
        request.Json.WriteStartObject();
        if (!extras.Has("messages"))
        {
            request.Json.WriteStartArray("messages");
            new ChatCompletionsMessages(call, request, Dialect).Write(schemaHint);
            request.Json.WriteEndArray();
        }

        ChatCompletionsParameters.Write(call, request.Json, Dialect, extras);
        ChatCompletionsFormat.Write(call, request.Json, Dialect, extras);
        ChatCompletionsTools.Write(call, request.Json, Dialect, extras);
        extras.WriteTo(request.Json, ChatCompletionsTools.StrictProperty);
        request.Json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(response);
        ChatCompletionsParser.ReadWhole(body, Dialect, readsText: false, response);
    }

    /// <inheritdoc/>
    public override ChatStreamReader CreateReader(ChatCall call) => new ChatCompletionsReader(Dialect);

    /// <inheritdoc/>
    public override LlmCost? ReportedCostOf(ChatResponseWriter response) => ReportedCosts.Read(response);
}
