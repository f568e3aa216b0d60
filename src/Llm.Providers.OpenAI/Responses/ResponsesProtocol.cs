using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>OpenAI's responses protocol, as OpenAI defined it and as others speak it.</summary>
/// <param name="dialect">What the host does differently.</param>
/// <remarks>
/// Nothing is kept by the host unless a call asks for it: reasoning comes encrypted and goes back with the history, item by item, in its
/// order and byte for byte. See <see href="https://platform.openai.com/docs/api-reference/responses">the reference</see>.
/// </remarks>
public sealed class ResponsesProtocol(ResponsesDialect dialect) : ChatProtocol
{
    /// <summary>The name of the protocol.</summary>
    public const string ProtocolName = "responses";

    /// <summary>Gets what the host does differently.</summary>
    public ResponsesDialect Dialect { get; } = dialect;

    /// <inheritdoc/>
    public override string Name => ProtocolName;

    /// <inheritdoc/>
    public override bool KeepsConversations => true;

    /// <inheritdoc/>
    public override bool TakesAddress(UriContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Dialect.AcceptsFileUrls || content.MediaType != "application/pdf";
    }

    /// <inheritdoc/>
    public override void Render(ChatCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        if (call.Options.ContinuationToken is { } token)
        {
            ResponsesContinuation.Render(token, call, request, Dialect);
            return;
        }

        request.Path = Dialect.Path;
        new ResponsesRequest(call, request, Dialect).Write();
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(response);
        var reader = new Utf8JsonReader(body);
        ResponsesAnswer.Read(JsonElement.ParseValue(ref reader), call, Dialect, response);
    }

    /// <inheritdoc/>
    public override ChatStreamReader CreateReader(ChatCall call) => new ResponsesReader(call, Dialect);

    /// <inheritdoc/>
    public override LlmCost? ReportedCostOf(ChatResponseWriter response) => ReportedCosts.Read(response);

    /// <summary>Makes the request that counts the tokens of a conversation.</summary>
    /// <param name="call">The conversation.</param>
    /// <returns>The wire format; <see langword="null"/> when the host does not count.</returns>
    public OperationProtocol<long>? CountTokens(ChatCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return Dialect.TokenCountPath is null ? null : new ResponsesTokenCount(call, Dialect);
    }
}
