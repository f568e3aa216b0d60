namespace Llm.Providers.Ollama;

/// <summary>A model in the memory of the server.</summary>
/// <remarks>See <see href="https://docs.ollama.com/api/ps">the reference</see>.</remarks>
public sealed record OllamaRunningModel
{
    /// <summary>Gets the id, such as <c>qwen3:8b</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the digest of the model.</summary>
    public string? Digest { get; init; }

    /// <summary>Gets the memory the model takes in all.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Gets how much of it is memory of the graphics card.</summary>
    public long? VideoMemoryBytes { get; init; }

    /// <summary>Gets the context it was loaded with: what does not fit is cut off without a word.</summary>
    /// <value>Tokens; <see langword="null"/> from servers that do not tell.</value>
    public long? ContextLength { get; init; }

    /// <summary>Gets when the model leaves memory unless it is used before.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
