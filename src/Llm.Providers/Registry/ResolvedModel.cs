using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>A model and the provider that serves it.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model; <see langword="null"/> stands for the provider's default.</param>
public readonly record struct ResolvedModel(BaseLlmProvider Provider, ModelItem? Model)
{
    /// <summary>Creates a client for conversations. Nothing is sent.</summary>
    /// <returns>A thread-safe client.</returns>
    public IChatClient CreateChatClient() => Provider.CreateChatClient(Model?.Id);

    /// <summary>Creates a generator of embeddings. Nothing is sent.</summary>
    /// <returns>A thread-safe generator.</returns>
    public IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddingGenerator() => Provider.CreateEmbeddingGenerator(Model?.Id);
}
