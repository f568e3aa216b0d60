using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>The generator of a provider in a container: every call goes to the instance with the settings in force, and to the model the first one went to.</summary>
/// <remarks>The model stays even if it was the default and the default changes: vectors of different models do not compare.</remarks>
internal sealed class CurrentEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private readonly ProviderSlot _slot;
    private readonly string? _modelId;
    private volatile Made _made;

    public CurrentEmbeddingGenerator(ProviderSlot slot, string? modelId)
    {
        _slot = slot;
        var provider = slot.Current;
        var generator = provider.MakeEmbeddingGenerator(modelId);
        _modelId = modelId ?? (generator.GetService(typeof(ModelItem)) as ModelItem)?.Id;
        _made = new(provider, generator);
    }

    private IEmbeddingGenerator<string, Embedding<float>> Generator
    {
        get
        {
            var (made, provider) = (_made, _slot.Current);
            if (!ReferenceEquals(made.Provider, provider))
            {
                _made = made = new(provider, provider.MakeEmbeddingGenerator(_modelId));
            }

            return made.Generator;
        }
    }

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Generator.GenerateAsync(values, options, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : Generator.GetService(serviceType, serviceKey);
    }

    public void Dispose() => _made.Generator.Dispose();

    private sealed record Made(BaseLlmProvider Provider, IEmbeddingGenerator<string, Embedding<float>> Generator);
}
