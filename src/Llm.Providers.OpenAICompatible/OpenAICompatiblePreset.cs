using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>One vendor that speaks the chat completions protocol: where it is, which variable holds its key, and what it does differently.</summary>
/// <example>A vendor of your own in one value:
/// <code>
/// builder.AddOpenAICompatible(new()
/// {
///     Id = "acme", DisplayName = "Acme", Endpoint = new("https://api.acme.ai/v1/"), KeyVariables = ["ACME_API_KEY"], Documentation = new("https://docs.acme.ai"),
/// });
/// </code></example>
public sealed record OpenAICompatiblePreset
{
    private readonly Lazy<ProviderDescriptor> _descriptor;

    /// <summary>Initializes a new instance of the <see cref="OpenAICompatiblePreset"/> class.</summary>
    public OpenAICompatiblePreset() => _descriptor = new(CreateDescriptor);

    // A copy must describe itself, not what it was copied from.
    private OpenAICompatiblePreset(OpenAICompatiblePreset original)
    {
        (Id, DisplayName, Endpoint, EndpointVariables, KeyVariables) = (original.Id, original.DisplayName, original.Endpoint, original.EndpointVariables, original.KeyVariables);
        (IsLocal, IsKeyOptional, Documentation, TelemetryName, Models) = (original.IsLocal, original.IsKeyOptional, original.Documentation, original.TelemetryName, original.Models);
        (Dialect, Embeddings, ModelListPath, Capabilities) = (original.Dialect, original.Embeddings, original.ModelListPath, original.Capabilities);
        _descriptor = new(CreateDescriptor);
    }

    /// <summary>Gets the id: lower case, without a slash.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Gets the vendor's address; <see langword="null"/> when every user has one of their own.</summary>
    public required Uri? Endpoint { get; init; }

    /// <summary>Gets the environment variables that may hold another address, in order.</summary>
    public IReadOnlyList<string> EndpointVariables { get; init; } = [];

    /// <summary>Gets the environment variables that may hold the key, in order.</summary>
    public IReadOnlyList<string> KeyVariables { get; init; } = [];

    /// <summary>Gets a value indicating whether the server runs on this machine and needs no key.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Gets a value indicating whether calls without a key are sent; a server on this machine is always called so.</summary>
    public bool IsKeyOptional { get; init; }

    /// <summary>Gets the vendor's reference documentation.</summary>
    public Uri? Documentation { get; init; }

    /// <summary>Gets the value of OpenTelemetry's <c>gen_ai.provider.name</c>; <see langword="null"/> stands for <see cref="Id"/>.</summary>
    public string? TelemetryName { get; init; }

    /// <summary>Gets what the provider can do at all.</summary>
    public ModelCapabilities Capabilities { get; init; } = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools;

    /// <summary>Gets the models that are known without asking the vendor.</summary>
    public IReadOnlyList<ModelItem> Models { get; init; } = [];

    /// <summary>Gets what the vendor does differently in conversations.</summary>
    public ChatCompletionsDialect Dialect { get; init; } = new();

    /// <summary>Gets what the vendor does differently in embeddings; <see langword="null"/> when it has none.</summary>
    public EmbeddingsDialect? Embeddings { get; init; }

    /// <summary>Gets the path of the model list below the endpoint; <see langword="null"/> when there is none.</summary>
    public string? ModelListPath { get; init; } = "models";

    /// <summary>Gets what the provider is known as to the registry and to hosts.</summary>
    public ProviderDescriptor Descriptor => _descriptor.Value;

    /// <inheritdoc/>
    public bool Equals(OpenAICompatiblePreset? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{DisplayName} ({Id})";

    private ProviderDescriptor CreateDescriptor()
    {
        var schema = new ConfigSchema<OpenAICompatibleOptions>().Key(KeyVariables, required: !IsLocal && !IsKeyOptional).Endpoint(Endpoint, EndpointVariables).Tuning(IsLocal);
        return new()
        {
            Id = Id, DisplayName = DisplayName, DefaultEndpoint = Endpoint, Models = Models, Documentation = Documentation, TelemetryName = TelemetryName, IsLocal = IsLocal,
            Capabilities = Embeddings is null ? Capabilities : Capabilities | ModelCapabilities.Embeddings,
            Schema = schema.Boolean("ReadThinkTags", "Read <think> tags as reasoning", "Whether <think> … </think> at the head of an answer is given as reasoning instead of text.", o => o.ReadThinkTags ?? false, (o, v) => o.ReadThinkTags = v)
                .With(f => f with { Advanced = true }),
        };
    }
}
