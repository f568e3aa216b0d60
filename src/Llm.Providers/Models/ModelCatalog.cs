using System.Collections.Frozen;

namespace Llm.Providers;

/// <summary>The models one provider instance knows without asking its vendor.</summary>
internal sealed class ModelCatalog
{
    private readonly FrozenDictionary<string, ModelItem> _byId;
    private readonly FrozenDictionary<string, ModelItem> _byAlias;
    private readonly string _providerId;

    public ModelCatalog(string providerId, IReadOnlyList<ModelItem> builtIn, IEnumerable<ModelItem> configured)
    {
        _providerId = providerId;
        var merged = new Dictionary<string, ModelItem>(StringComparer.Ordinal);
        foreach (var model in builtIn)
        {
            merged[model.Id] = Owned(model);
        }

        foreach (var model in configured)
        {
            merged[model.Id] = Owned(model) with { Origin = ModelOrigin.Configured };
        }

        Models = [.. merged.Values];
        _byId = merged.ToFrozenDictionary(StringComparer.Ordinal);
        _byAlias = Models.SelectMany(m => m.Aliases, (m, alias) => (m, alias)).DistinctBy(a => a.alias).ToFrozenDictionary(a => a.alias, a => a.m, StringComparer.Ordinal);
    }

    public IReadOnlyList<ModelItem> Models { get; }

    public ModelItem? Find(string idOrAlias) => _byId.GetValueOrDefault(idOrAlias) ?? _byAlias.GetValueOrDefault(idOrAlias);

    public ModelItem GetOrAssume(string idOrAlias) =>
        Find(idOrAlias) ?? new ModelItem { Id = idOrAlias, ProviderId = _providerId, Origin = ModelOrigin.Assumed };

    public ModelItem? Default(ModelCapabilities capability)
    {
        var able = Models.Where(m => m.Supports(capability) == true && m.Status != ModelStatus.Retired).ToList();
        return able.Find(m => m.IsDefault) ?? able.FirstOrDefault();
    }

    /// <summary>Adds what the vendor says of its models to what is known: a fact known here stays, an unknown one is filled in.</summary>
    public IReadOnlyList<ModelItem> Merge(IReadOnlyList<ModelItem> discovered) =>
        [.. discovered.Select(found => Find(found.Id) is { } known ? Merge(known, found) : Owned(found))];

    // What is known by one of its names may be listed by the other: the list's word counts.
    private static ModelItem Merge(ModelItem known, ModelItem found) => known with
    {
        Id = found.Id,
        Aliases = known.Id == found.Id ? known.Aliases : [known.Id, .. known.Aliases.Where(a => a != found.Id)],
        Name = known.Name ?? found.Name,
        Status = known.Status == ModelStatus.Unknown ? found.Status : known.Status,
        Input = known.Input == Modalities.None ? found.Input : known.Input,
        Output = known.Output == Modalities.None ? found.Output : known.Output,
        Capabilities = known.Capabilities | (found.Capabilities & ~known.KnownCapabilities),
        KnownCapabilities = known.KnownCapabilities | found.KnownCapabilities,
        ContextWindow = known.ContextWindow ?? found.ContextWindow,
        MaxOutputTokens = known.MaxOutputTokens ?? found.MaxOutputTokens,
        EmbeddingDimensions = known.EmbeddingDimensions ?? found.EmbeddingDimensions,
        Prices = known.Prices ?? found.Prices,
        Released = known.Released ?? found.Released,
        Extra = found.Extra.Count > 0 ? found.Extra : known.Extra,
    };

    private ModelItem Owned(ModelItem model) => model.ProviderId == _providerId ? model : model with { ProviderId = _providerId };
}
