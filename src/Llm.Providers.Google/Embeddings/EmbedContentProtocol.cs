using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Embeddings on Vertex AI as newer models give them: one text a request.</summary>
/// <remarks>See <see href="https://cloud.google.com/vertex-ai/generative-ai/docs/embeddings/get-text-embeddings">text embeddings</see>.</remarks>
internal sealed class EmbedContentProtocol(GeminiSurface surface) : EmbeddingProtocol
{
    public const string ProtocolName = "embed-content";

    /// <inheritdoc/>
    public override string Name => ProtocolName;

    /// <inheritdoc/>
    public override int MaxInputs => 1;

    /// <inheritdoc/>
    public override void Render(EmbeddingCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        request.Path = surface.PathOf(call.Model.Id, "embedContent");
        request.Json.WriteStartObject();
        EmbeddingOptions.WriteContent(request.Json, call.Inputs[0]);
        EmbeddingOptions.WriteDimensions(request.Json, call);
        EmbeddingOptions.Write(request.Json, call, _ => true);
        request.Json.WriteEndObject();
    }

    /// <inheritdoc/>
    public override EmbeddingReply Parse(ReadOnlySpan<byte> body, EmbeddingCall call, Span<ReadOnlyMemory<float>> vectors)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new EmbeddingsReader(body, call, vectors).Read();
    }

    /// <inheritdoc/>
    public override WireError ParseError(ReadOnlySpan<byte> body) => GeminiErrors.Parse(body);
}
