using System.Collections.Concurrent;

namespace Llm.Providers;

/// <summary>The models one provider instance knows: what is compiled in, what the application adds, and the vendor's list once it was asked for.</summary>
/// <remarks>Making one costs nothing per model; a model is looked at when it is asked for.</remarks>
internal sealed class ModelCatalog
{
    /// <summary>So many names are remembered; callers may take them from their own users.</summary>
    private const int MostRemembered = 1024;

    private readonly string _providerId;
    private readonly ModelSource[] _layers;
    private readonly ModelSource _configured;
    private readonly Dictionary<string, ModelPatch> _patches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _patchAliases = new(StringComparer.Ordinal);
    private volatile State _state = new(null);

    /// <param name="providerId">The id of the instance.</param>
    /// <param name="layers">What is known, from the lowest layer to the highest: a fact of a higher one goes before the same of a lower one.</param>
    /// <param name="configured">Items of the application's code; each takes the place of whatever else is said of it.</param>
    /// <param name="patches">What configuration says; it is laid over the layers and the vendor's list.</param>
    public ModelCatalog(string providerId, IEnumerable<ModelSource> layers, IEnumerable<ModelItem> configured, IEnumerable<ModelPatch>? patches = null)
    {
        _providerId = providerId;
        _layers = [.. layers];
        _configured = ModelSource.Of([.. configured.Select(m => m with { ProviderId = providerId, Origin = ModelOrigin.Configured, HasOwnPrices = m.Prices is not null || m.OtherPrices.Count > 0 })]);
        foreach (var patch in patches ?? [])
        {
            _patches[patch.Id] = patch;
            foreach (var alias in patch.Aliases)
            {
                _patchAliases.TryAdd(alias, patch.Id);
            }
        }
    }

    /// <summary>Gets the models: those of the vendor's list, if it was asked for, and the others that are known.</summary>
    public IReadOnlyList<ModelItem> Models
    {
        get
        {
            var state = _state;
            return state.Models ??= List();
        }
    }

    /// <summary>Gets or sets what finds the name of a known model behind one that only the user knows, such as that of a deployment.</summary>
    public Func<string, string?>? KnownName { get; init; }

    /// <summary>Gets or sets what finds a model of another vendor, for gateways that serve it as <c>vendor/model</c>.</summary>
    public Func<string, ModelItem?>? FindElsewhere { get; init; }

    /// <summary>Finds a model: by its exact id, then by an alias, then by the rules for ids.</summary>
    /// <returns>The model under the id or alias of the catalog; by a rule, under the id that was asked for; <see langword="null"/> when nothing is known of it.</returns>
    public ModelItem? Find(string name) => GetOrAssume(name) is { Origin: not ModelOrigin.Assumed } known ? known : null;

    /// <summary>Finds a model, or passes an unknown id on: it is the vendor who says whether it exists.</summary>
    public ModelItem GetOrAssume(string name)
    {
        var state = _state; // what is found out while the list changes is remembered with the list that is over
        if (state.Remembered.TryGetValue(name, out var model))
        {
            return model;
        }

        model = FindByName(name) ?? FindByRule(name) ?? new ModelItem { Id = name, ProviderId = _providerId, Origin = ModelOrigin.Assumed };
        if (state.Remembered.Count < MostRemembered)
        {
            state.Remembered[name] = model;
        }

        return model;
    }

    /// <summary>Gets the ids of all models, without looking at what is compiled in.</summary>
    public IEnumerable<string> Ids =>
        (_state.Live?.Ids ?? []).Concat(_layers.SelectMany(l => l.Ids)).Concat(_configured.Ids).Concat(_patches.Keys).Distinct(StringComparer.Ordinal);

    /// <summary>Finds the model of calls that name none: the application's default, that of the highest layer, or the first that is able.</summary>
    public ModelItem? Default(ModelCapabilities capability)
    {
        foreach (var id in _configured.Items.Where(m => m.IsDefault).Select(m => m.Id).Concat(_patches.Keys))
        {
            if (Exact(id) is { IsDefault: true } own && IsAble(own, capability))
            {
                return own;
            }
        }

        for (var i = _layers.Length - 1; i >= 0; i--)
        {
            if (_layers[i].Default(capability) is { } marked && Exact(marked.Id) is { } known && IsAble(known, capability))
            {
                return known;
            }
        }

        // A catalog knows what a vendor may serve, not what a server of yours does: of its models only the one it names is taken unasked.
        return Models.FirstOrDefault(m => m.Origin != ModelOrigin.Catalog && IsAble(m, capability));
    }

    /// <summary>Joins what the vendor says of its models to what is known. Its word goes before a catalog's, and the application's before both.</summary>
    public IReadOnlyList<ModelItem> Merge(IReadOnlyList<ModelItem> discovered) => [.. discovered.Select(Complete)];

    /// <summary>Keeps the vendor's list, which <see cref="Merge"/> made, for lookups.</summary>
    public void Keep(IReadOnlyList<ModelItem> live) => _state = new(ModelSource.Of(live));

    /// <summary>Says what to try in place of an id that the vendor does not know, as a sentence with a space in front; empty when nothing is near.</summary>
    public string Advise(string id)
    {
        var model = GetOrAssume(id);
        return model is { Origin: not ModelOrigin.Assumed, Successor: { } successor }
            ? $" Its successor is {successor}."
            : Suggestions.For(id, Ids.Where(known => known != id));
    }

    private ModelItem Complete(ModelItem found)
    {
        if (FindConfigured(found.Id) is { } own)
        {
            return ModelMerge.Over(found, own) with { Id = found.Id, ProviderId = _providerId, Origin = own.Origin };
        }

        var patch = PatchOf(found.Id);
        var known = patch?.Like is null ? FindInLayers(found.Id) ?? FindByRule(found.Id) : BaseOf(patch);
        var merged = known is null ? Owned(found) : Owned(ModelMerge.Over(known, found));
        return patch is null ? merged : patch.Apply(merged) with { Id = found.Id };
    }

    // What configuration says of a model also holds under the other names the vendor lists it by.
    private ModelPatch? PatchOf(string name) =>
        _patches.TryGetValue(_patches.ContainsKey(name) ? name : _patchAliases.GetValueOrDefault(name) ?? AliasInLayers(name)?.Id ?? name, out var patch) ? patch : null;

    private ModelItem? FindByName(string name) => Exact(name) ?? (RealId(name) is { } id ? Exact(id) : null);

    private string? RealId(string alias) =>
        _configured.FindAlias(alias)?.Id ?? _patchAliases.GetValueOrDefault(alias) ?? _state.Live?.FindAlias(alias)?.Id ?? AliasInLayers(alias)?.Id;

    private ModelItem? Exact(string id) =>
        _state.Live?.Find(id) ?? _configured.Find(id) ?? (_patches.TryGetValue(id, out var patch) ? patch.Apply(BaseOf(patch)) : ExactInLayers(id));

    // What the patch is laid over: the model itself, the known one it is said to be, or nothing.
    private ModelItem BaseOf(ModelPatch patch)
    {
        var name = patch.Like ?? patch.Id;
        return (FindInLayers(name) ?? ModelIdRules.Find(name, FindInLayers)) switch
        {
            null => new() { Id = patch.Id, ProviderId = _providerId, Origin = ModelOrigin.Configured },
            { } known when known.Id == patch.Id => known,
            { } known => known with { Id = patch.Id, Aliases = [], IsDefault = false, FactsFrom = known.FactsFrom ?? known.Id },
        };
    }

    private ModelItem? FindConfigured(string name) => _configured.Find(name) ?? _configured.FindAlias(name);

    private ModelItem? FindInLayers(string name) => ExactInLayers(name) ?? (AliasInLayers(name) is { } named ? ExactInLayers(named.Id) : null);

    private ModelItem? ExactInLayers(string id)
    {
        ModelItem? found = null;
        foreach (var layer in _layers)
        {
            if (layer.Find(id) is { } item)
            {
                found = found is null ? item : ModelMerge.Over(found, item);
            }
        }

        return found is null ? null : Owned(found);
    }

    private ModelItem? AliasInLayers(string name)
    {
        for (var i = _layers.Length - 1; i >= 0; i--)
        {
            if (_layers[i].FindAlias(name) is { } item)
            {
                return item;
            }
        }

        return null;
    }

    private ModelItem? FindByRule(string name)
    {
        if (KnownName?.Invoke(name) is { } other && other != name && (FindByName(other) ?? ModelIdRules.Find(other, FindByName)) is { } meant)
        {
            return meant with { Id = name, Aliases = [], IsDefault = false, FactsFrom = meant.FactsFrom ?? meant.Id };
        }

        return ModelIdRules.Find(name, FindByName) ?? FindElsewhere?.Invoke(name);
    }

    private IReadOnlyList<ModelItem> List()
    {
        if (_state.Live is null && _patches.Count == 0 && _configured.Items.Count == 0 && _layers is [{ Items: { Count: > 0 } items } only] && (only.ProviderId ?? items[0].ProviderId) == _providerId)
        {
            return items;
        }

        return [.. Ids.Select(id => Exact(id)!)];
    }

    private static bool IsAble(ModelItem model, ModelCapabilities capability) => model.Supports(capability) == true && model.Status != ModelStatus.Retired;

    private ModelItem Owned(ModelItem model) => model.ProviderId == _providerId ? model : model with { ProviderId = _providerId };

    /// <summary>The vendor's list and what was found out with it: they change together.</summary>
    private sealed class State(ModelSource? live)
    {
        private volatile IReadOnlyList<ModelItem>? _models;

        public ModelSource? Live => live;

        public ConcurrentDictionary<string, ModelItem> Remembered { get; } = new(StringComparer.Ordinal);

        public IReadOnlyList<ModelItem>? Models { get => _models; set => _models = value; }
    }
}
