using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Embeddings at AI Studio.</summary>
/// <remarks>See <see href="https://ai.google.dev/api/embeddings#method:-models.batchembedcontents">batchEmbedContents</see>.</remarks>
internal sealed class BatchEmbedContentsProtocol(GeminiSurface surface) : EmbeddingProtocol
{
    /// <inheritdoc/>
    public override string Name => "batch-embed-contents";

    /// <summary>Gets the largest number of texts in one request.</summary>
    /// <value>100, as the vendor's own refusal says: "at most 100 requests can be in one batch".</value>
    public override int MaxInputs => 100;

    /// <inheritdoc/>
    public override void Render(EmbeddingCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        request.Path = surface.PathOf(call.Model.Id, "batchEmbedContents");
        var name = surface.NameOf(call.Model.Id);
        var json = request.Json;
        json.WriteStartObject();
        json.WriteStartArray("requests"u8);
        foreach (var text in call.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("model"u8, name);
            EmbeddingOptions.WriteContent(json, text);
            EmbeddingOptions.WriteDimensions(json, call);
            EmbeddingOptions.Write(json, call, _ => true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
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
