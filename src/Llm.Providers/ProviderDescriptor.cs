namespace Llm.Providers;

/// <summary>What is known about a kind of provider before anything is configured.</summary>
public sealed record ProviderDescriptor
{
    /// <summary>Gets the id, such as <c>openai</c>: lower case, without a slash.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Gets the vendor's own address; <see langword="null"/> when every user has one of their own.</summary>
    public Uri? DefaultEndpoint { get; init; }

    /// <summary>Gets the settings.</summary>
    public required ConfigSchema Schema { get; init; }

    /// <summary>Gets the models that are known without asking the vendor.</summary>
    public IReadOnlyList<ModelItem> Models { get; init; } = [];

    /// <summary>Gets what the provider can do at all; a single model may do less.</summary>
    public ModelCapabilities Capabilities { get; init; } = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools;

    /// <summary>Gets the vendor's reference documentation.</summary>
    public Uri? Documentation { get; init; }

    /// <summary>Gets the value of OpenTelemetry's <c>gen_ai.provider.name</c>; <see langword="null"/> stands for <see cref="Id"/>.</summary>
    /// <remarks>See <see href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/gen-ai/">the registry of names</see>.</remarks>
    public string? TelemetryName { get; init; }

    /// <summary>Gets a value indicating whether the provider runs on this machine, where no key is needed and loading a model may take minutes.</summary>
    public bool IsLocal { get; init; }
}
