using System.Diagnostics.CodeAnalysis;

namespace Llm.Providers;

/// <summary>Makes each provider when it is first asked for, and anew when its settings change.</summary>
internal sealed class LlmProviderRegistry : ILlmProviderRegistry, IDisposable
{
    private readonly Dictionary<string, ProviderSlot> _providers;
    private readonly ModelGroupCatalog _groups;

    public LlmProviderRegistry(IEnumerable<ProviderRegistration> registrations, ModelGroupCatalog groups, IServiceProvider services)
    {
        _groups = groups;
        _providers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var registration in registrations)
        {
            _providers.Add(registration.Name, new(registration, services));
        }

        ProviderIds = [.. _providers.Keys];
    }

    public IReadOnlyCollection<string> ProviderIds { get; }

    public BaseLlmProvider GetProvider(string providerId) => SlotOf(providerId).Current;

    public ProviderDescriptor GetDescriptor(string providerId) => SlotOf(providerId).Descriptor;

    public bool TryGetProvider(string providerId, [NotNullWhen(true)] out BaseLlmProvider? provider)
    {
        provider = _providers.TryGetValue(providerId, out var made) ? made.Current : null;
        return provider is not null;
    }

    public ResolvedModel Resolve(string modelReference)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(modelReference);
        if (_groups.TryResolve(modelReference, out var group))
        {
            return group;
        }

        var slash = modelReference.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && slash < modelReference.Length - 1 && TryGetProvider(modelReference[..slash], out var named))
        {
            return new(named, named.GetModel(modelReference[(slash + 1)..]));
        }

        return TryGetProvider(modelReference.TrimEnd('/'), out var whole) ? new(whole, null) : ResolveBare(modelReference);
    }

    public void Dispose()
    {
        foreach (var slot in _providers.Values)
        {
            slot.Dispose();
        }
    }

    private ProviderSlot SlotOf(string providerId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(providerId);
        return _providers.GetValueOrDefault(providerId)
            ?? throw LlmProviderException.Configuration($"There is no provider '{providerId}'.{Suggestions.For(providerId, ProviderIds)} Add it to the builder that AddLlmProviders() returns.");
    }

    private ResolvedModel ResolveBare(string modelId)
    {
        var known = _providers.Values.Select(p => p.Current).Where(p => p.GetModel(modelId).Origin != ModelOrigin.Assumed).ToList();
        var offers = known.FindAll(p => p.GetModel(modelId).FactsFrom is null);
        if (offers.Count == 0 && !modelId.Contains('/', StringComparison.Ordinal)) // what stands before a slash may be a vendor: no other one is taken for it
        {
            offers = known;
        }

        return offers.Count switch
        {
            1 => new(offers[0], offers[0].GetModel(modelId)),
            0 when _providers.Count == 1 => new(_providers.Values.Single().Current, _providers.Values.Single().Current.GetModel(modelId)),
            0 => throw NotFound($"No provider is known to offer '{modelId}'. Write provider/model; providers are {string.Join(", ", ProviderIds)}.{Suggest(modelId)}"),
            _ => throw NotFound($"'{modelId}' is offered by more than one provider. Write one of {string.Join(", ", offers.Select(p => $"{p.Id}/{modelId}"))}."),
        };
    }

    private string Suggest(string modelId) => Suggestions.For(modelId, _groups.Names.Concat(_providers.Values.Select(p => p.Current).SelectMany(p => p.ModelIds.Select(id => $"{p.Id}/{id}"))));

    private static LlmProviderException NotFound(string message) => new(LlmErrorKind.ModelNotFound, message);
}
