using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAI;

/// <summary>OpenAI's embeddings as Azure speaks them.</summary>
internal sealed class AzureOpenAIEmbeddings(EmbeddingsProtocol inner, AzureOpenAIRoutes routes) : EmbeddingProtocol
{
    /// <inheritdoc/>
    public override string Name => inner.Name;

    /// <inheritdoc/>
    public override int MaxInputs => inner.MaxInputs;

    /// <inheritdoc/>
    public override int MaxCharacters => inner.MaxCharacters;

    /// <inheritdoc/>
    public override void Render(EmbeddingCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        var deployment = routes.DeploymentOf(call.Model.Id);
        inner.Render(deployment == call.Model.Id ? call : call with { Model = call.Model with { Id = deployment } }, request);
        request.Path = routes.Of("embeddings", deployment);
    }

    /// <inheritdoc/>
    public override EmbeddingReply Parse(ReadOnlySpan<byte> body, EmbeddingCall call, Span<ReadOnlyMemory<float>> vectors) => inner.Parse(body, call, vectors);

    /// <inheritdoc/>
    public override WireError ParseError(ReadOnlySpan<byte> body) => inner.ParseError(body);
}
