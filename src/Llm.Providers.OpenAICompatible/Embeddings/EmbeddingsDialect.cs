namespace Llm.Providers.OpenAICompatible;

/// <summary>What one vendor does differently in the embeddings protocol.</summary>
public sealed record EmbeddingsDialect
{
    /// <summary>Gets the path below the endpoint; a leading slash starts at the host.</summary>
    public string Path { get; init; } = "embeddings";

    /// <summary>Gets the encoding that is asked for.</summary>
    public EmbeddingEncoding Encoding { get; init; } = EmbeddingEncoding.Float;

    /// <summary>Gets the name of the wanted length of a vector; <see langword="null"/> when it cannot be chosen.</summary>
    public string? DimensionsField { get; init; } = "dimensions";

    /// <summary>Gets the largest number of texts in one request. More are split over several requests.</summary>
    public int MaxInputs { get; init; } = 2048;

    /// <summary>Gets the largest sum of the lengths of the texts in one request.</summary>
    /// <value>UTF-16 characters. Vendors count tokens; a token is seldom shorter than one character, so this many characters always fit.</value>
    public int MaxCharacters { get; init; } = int.MaxValue;
}
