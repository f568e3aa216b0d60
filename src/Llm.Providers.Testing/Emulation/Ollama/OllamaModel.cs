namespace Llm.Providers.Testing;

/// <summary>A model as Ollama lists it.</summary>
/// <param name="Name">Its name with its tag, for example <c>llama3.2:latest</c>.</param>
/// <param name="Family">The architecture, for example <c>llama</c>.</param>
/// <param name="ContextLength">The longest context it can have, in tokens.</param>
/// <param name="Capabilities">What it can do, in Ollama's words: <c>completion</c>, <c>tools</c>, <c>thinking</c>, <c>vision</c>, <c>embedding</c>.</param>
public sealed record OllamaModel(string Name, string Family, int ContextLength, params IReadOnlyList<string> Capabilities)
{
    /// <summary>Gets the number of parameters in words, for example <c>8B</c>.</summary>
    /// <value>The default is <c>8B</c>.</value>
    public string ParameterSize { get; init; } = "8B";

    /// <summary>Gets the quantization.</summary>
    /// <value>The default is <c>Q4_K_M</c>.</value>
    public string Quantization { get; init; } = "Q4_K_M";

    /// <summary>Gets the size on disk.</summary>
    public long SizeBytes { get; init; } = 4_683_087_332;

    /// <summary>Gets the length of its vectors.</summary>
    /// <value>Numbers; the default is 4096.</value>
    public int EmbeddingLength { get; init; } = 4096;

    /// <summary>Gets the values <c>think</c> takes, as JSON; empty where the server does not tell.</summary>
    public IReadOnlyList<string> ThinkingValues { get; init; } = [];

    /// <summary>Gets the context it is loaded with, in tokens; <see langword="null"/> while it is not loaded.</summary>
    public int? LoadedContextLength { get; init; }

    /// <summary>Tells whether a name means this model: the tag <c>latest</c> may be left out.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether it does.</returns>
    public bool IsNamed(string name) => name == Name || name + ":latest" == Name;
}
