using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Embeddings on Vertex AI as its older way in gives them.</summary>
/// <param name="surface">Where it is spoken.</param>
/// <remarks>See <see href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/text-embeddings-api">the text embeddings API</see>.</remarks>
internal sealed class PredictEmbeddingsProtocol(GeminiSurface surface) : EmbeddingProtocol
{
    public const string ProtocolName = "predict";

    /// <inheritdoc/>
    public override string Name => ProtocolName;

    /// <inheritdoc/>
    public override int MaxInputs => 250; // https://cloud.google.com/vertex-ai/generative-ai/docs/embeddings/get-text-embeddings#api_limits

    /// <inheritdoc/>
    public override void Render(EmbeddingCall call, WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(request);
        request.Path = surface.PathOf(call.Model.Id, "predict");
        var json = request.Json;
        json.WriteStartObject();
        json.WriteStartArray("instances"u8);
        foreach (var text in call.Inputs)
        {
            json.WriteStartObject();
            json.WriteString("content"u8, text);
            EmbeddingOptions.Write(json, call, IsOfInstance, name => name == "taskType" ? "task_type" : name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("parameters"u8);
        EmbeddingOptions.WriteDimensions(json, call);
        EmbeddingOptions.Write(json, call, name => !IsOfInstance(name));
        json.WriteEndObject();
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

    private static bool IsOfInstance(string name) => name is "taskType" or "task_type" or "title";
}
