using Microsoft.CodeAnalysis;

namespace Llm.Providers.Generators;

/// <summary>The members of the library that take a model id.</summary>
internal sealed class ModelIdSymbols
{
    private readonly INamedTypeSymbol _provider;
    private readonly INamedTypeSymbol? _registry;
    private readonly INamedTypeSymbol? _resolved;
    private readonly INamedTypeSymbol? _settings;
    private readonly INamedTypeSymbol? _options;

    private ModelIdSymbols(Compilation compilation, INamedTypeSymbol provider, INamedTypeSymbol notes)
    {
        (_provider, Notes) = (provider, notes);
        _registry = compilation.GetTypeByMetadataName("Llm.Providers.ILlmProviderRegistry");
        _resolved = compilation.GetTypeByMetadataName("Llm.Providers.ResolvedModel");
        _settings = compilation.GetTypeByMetadataName("Llm.Providers.LlmProviderOptions");
        _options = compilation.GetTypeByMetadataName("Microsoft.Extensions.AI.ChatOptions");
    }

    /// <summary>Gets the attribute that carries the notes of a catalog.</summary>
    public INamedTypeSymbol Notes { get; }

    public static ModelIdSymbols? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Llm.Providers.BaseLlmProvider") is { } provider && compilation.GetTypeByMetadataName("Llm.Providers.ModelCatalogNotesAttribute") is { } notes
            ? new(compilation, provider, notes)
            : null;

    /// <summary>Tells what a method wants the model for that it names; <see langword="null"/> when it names none.</summary>
    public ModelUse? UseOf(IMethodSymbol method) => method.Name switch
    {
        "CreateChatClient" when IsProvider(method.ContainingType) || IsResolvedModel(method.ContainingType) => ModelUse.Conversation,
        "CreateEmbeddingGenerator" when IsProvider(method.ContainingType) || IsResolvedModel(method.ContainingType) => ModelUse.Embeddings,
        "GetModel" when IsProvider(method.ContainingType) => ModelUse.Lookup,
        "Resolve" when IsRegistry(method.ContainingType) => ModelUse.Lookup,
        _ => null,
    };

    public bool IsModelId(IPropertySymbol property) =>
        (property.Name == "ModelId" && IsChatOptions(property.ContainingType)) || (property.Name == "DefaultModel" && Is(property.ContainingType, _settings));

    public bool IsChatOptions(ITypeSymbol? type) => Is(type, _options);

    public bool IsRegistry(ITypeSymbol type) => Same(type, _registry) || type.AllInterfaces.Any(i => Same(i, _registry));

    public bool IsResolvedModel(ITypeSymbol type) => Same(type, _resolved);

    private bool IsProvider(ITypeSymbol type) => Is(type, _provider);

    private static bool Is(ITypeSymbol? type, INamedTypeSymbol? wanted)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (Same(type, wanted))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(ITypeSymbol type, INamedTypeSymbol? wanted) => wanted is not null && SymbolEqualityComparer.Default.Equals(type, wanted);
}
