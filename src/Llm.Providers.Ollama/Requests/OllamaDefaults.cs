namespace Llm.Providers.Ollama;

/// <summary>What the settings say about every request.</summary>
/// <param name="ApiPath">The way from the base address to the API.</param>
/// <param name="ContextLength">Tokens; <see langword="null"/> for the server's own.</param>
/// <param name="KeepAlive">How long a model stays in memory; <see langword="null"/> for the server's own.</param>
/// <param name="TruncateInput">Whether input that is too long may be cut.</param>
internal sealed record OllamaDefaults(string ApiPath, int? ContextLength, TimeSpan? KeepAlive, bool TruncateInput);
