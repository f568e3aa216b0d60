namespace Llm.Providers.Ollama;

/// <summary>One step of pulling a model.</summary>
/// <param name="Status">What the server does, in its words, such as <c>pulling manifest</c>; <c>success</c> comes last.</param>
/// <param name="Digest">The layer that is being loaded; <see langword="null"/> while none is.</param>
/// <param name="TotalBytes">The size of the layer; <see langword="null"/> when not told.</param>
/// <param name="CompletedBytes">How much of it is there; <see langword="null"/> before the first byte.</param>
public sealed record OllamaPullProgress(string Status, string? Digest, long? TotalBytes, long? CompletedBytes)
{
    /// <summary>Gets a value indicating whether the model is there, whole and checked.</summary>
    public bool IsComplete => Status == "success";
}
