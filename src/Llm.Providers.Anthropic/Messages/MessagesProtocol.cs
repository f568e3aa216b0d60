using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>The messages protocol, as Anthropic defined it and as others speak it.</summary>
/// <param name="dialect">What the version and the server do differently.</param>
/// <remarks>See <see href="https://platform.claude.com/docs/en/api/messages">the reference</see>.</remarks>
public sealed class MessagesProtocol(MessagesDialect dialect) : ChatProtocol
{
    internal const string ProtocolName = "messages";

    /// <summary>Gets what the version and the server do differently.</summary>
    public MessagesDialect Dialect { get; } = dialect;

    /// <inheritdoc/>
    public override string Name => ProtocolName;

    /// <inheritdoc/>
    public override void Render(ChatCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        request.Path = $"{Dialect.PathPrefix}messages";
        new MessagesRequest(call, request, Dialect).Write();
    }

    /// <inheritdoc/>
    public override void Parse(ReadOnlySpan<byte> body, ChatCall call, ChatResponseWriter response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var reader = new Utf8JsonReader(body);
        using var document = JsonDocument.ParseValue(ref reader);
        MessagesParser.ReadWhole(document.RootElement, response);
    }

    /// <inheritdoc/>
    public override ChatStreamReader CreateReader(ChatCall call) => new MessagesReader();

    /// <inheritdoc/>
    /// <remarks>Fast mode has prices of its own and is no service tier on this wire; it goes before one. See <see href="https://platform.claude.com/docs/en/build-with-claude/fast-mode">fast mode</see>.</remarks>
    public override string? ServiceTierOf(ChatResponseWriter response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.GetProperty("speed") as string is "fast" and var fast ? fast : base.ServiceTierOf(response);
    }

    /// <inheritdoc/>
    public override WireError ParseError(ReadOnlySpan<byte> body) => MessagesErrors.Parse(body);
}
