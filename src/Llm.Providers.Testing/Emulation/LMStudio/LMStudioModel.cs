namespace Llm.Providers.Testing;

/// <summary>A model as LM Studio's native API lists it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type"><c>llm</c>, <c>vlm</c> or <c>embeddings</c>.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Architecture">The architecture, for example <c>llama</c>.</param>
/// <param name="MaxContextLength">The longest context it can have, in tokens.</param>
/// <param name="LoadedContextLength">The context it is loaded with, in tokens; <see langword="null"/> while it is not loaded.</param>
public sealed record LMStudioModel(string Id, string Type, string Publisher, string Architecture, int MaxContextLength, int? LoadedContextLength = null)
{
    /// <summary>Gets the name shown to people.</summary>
    /// <value>The default is the id.</value>
    public string DisplayName { get; init; } = Id;

    /// <summary>Gets the file format.</summary>
    /// <value><c>gguf</c> or <c>mlx</c>; the default is <c>gguf</c>.</value>
    public string Format { get; init; } = "gguf";

    /// <summary>Gets the quantization.</summary>
    /// <value>The default is <c>Q4_K_M</c>.</value>
    public string Quantization { get; init; } = "Q4_K_M";

    /// <summary>Gets the bits each weight takes.</summary>
    /// <value>The default is 4.</value>
    public int BitsPerWeight { get; init; } = 4;

    /// <summary>Gets the size on disk.</summary>
    public long SizeBytes { get; init; }

    /// <summary>Gets the number of parameters in words, for example <c>8B</c>.</summary>
    public string? Parameters { get; init; }

    /// <summary>Gets whether it was trained to call tools.</summary>
    public bool UsesTools { get; init; }

    /// <summary>Gets whether it is for embeddings.</summary>
    public bool IsEmbedding => Type == "embeddings";

    /// <summary>Gets whether it reads images.</summary>
    public bool ReadsImages => Type == "vlm";
}
