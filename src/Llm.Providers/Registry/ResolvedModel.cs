using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>A model and the provider that serves it.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model; <see langword="null"/> stands for the provider's default.</param>
public readonly record struct ResolvedModel(BaseLlmProvider Provider, ModelItem? Model)
{
    /// <summary>Gets the group of models that the reference names; <see cref="Provider"/> and <see cref="Model"/> are those of its first target then.</summary>
    /// <value><see langword="null"/> when the reference names a single model.</value>
    public ModelGroup? Group { get; init; }

    /// <summary>Creates a client for conversations: of the group, if there is one. Nothing is sent.</summary>
    /// <returns>A thread-safe client.</returns>
    public IChatClient CreateChatClient() => Group is null ? Provider.CreateChatClient(Model?.Id) : Group.CreateChatClient();

    /// <summary>Creates a generator of embeddings. Nothing is sent.</summary>
    /// <returns>A thread-safe generator.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> for a group, or when the provider has no embeddings.</exception>
    public IEmbeddingGenerator<string, Embedding<float>> CreateEmbeddingGenerator() => Group is null
        ? Provider.CreateEmbeddingGenerator(Model?.Id)
        : throw LlmProviderException.Configuration($"'{Group.Name}' is a group of models, and vectors of different models do not compare. Name one embedding model.");
}
