namespace Llm.Providers.Corpus;

/// <summary>All that a caller sees of one replayed call.</summary>
internal sealed class Observation
{
    /// <summary>Gets the answer; of a stream that broke off, the answer as far as it came.</summary>
    public ChatResponse Response { get; init; } = new();

    /// <summary>Gets the updates of a stream; <see langword="null"/> when nothing was streamed.</summary>
    public IReadOnlyList<ChatResponseUpdate>? Updates { get; init; }

    public GeneratedEmbeddings<Embedding<float>>? Embeddings { get; init; }

    public IReadOnlyList<ModelItem>? Models { get; init; }

    /// <summary>Gets the exception the call ended with.</summary>
    public Exception? Thrown { get; init; }

    public IEnumerable<AIContent> Contents => Response.Messages.SelectMany(m => m.Contents);

    public UsageDetails? Usage => Embeddings is null ? Response.Usage : Embeddings.Usage;
}
