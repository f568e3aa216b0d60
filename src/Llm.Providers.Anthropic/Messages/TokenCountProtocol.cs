using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>Asks how many tokens a conversation takes.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/build-with-claude/token-counting">token counting</see>; it costs nothing and has a rate limit of its own.</remarks>
internal sealed class TokenCountProtocol(ChatCall call, MessagesDialect dialect) : OperationProtocol<long>
{
    /// <inheritdoc/>
    public override void Render(WireRequest request)
    {
        request.Path = $"{dialect.PathPrefix}messages/count_tokens";
        new MessagesRequest(call, request, dialect).WriteForCounting();
    }

    /// <inheritdoc/>
    public override long Parse(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.Number("input_tokens"u8) ?? throw new JsonException("The answer has no input_tokens.");
    }

    /// <inheritdoc/>
    public override WireError ParseError(ReadOnlySpan<byte> body) => MessagesErrors.Parse(body);
}
