using System.Collections.Frozen;

namespace Llm.Providers;

/// <summary>Models that can be found by their names; nothing is prepared before the first question.</summary>
internal abstract class ModelSource
{
    /// <summary>Gets all models, in the order of the source.</summary>
    public abstract IReadOnlyList<ModelItem> Items { get; }

    /// <summary>Gets the ids of all models; those of a compiled catalog are read without the rest.</summary>
    public abstract IEnumerable<string> Ids { get; }

    /// <summary>Gets the provider of all models, where that is known without looking at them.</summary>
    public virtual string? ProviderId => null;

    public static ModelSource Of(IReadOnlyList<ModelItem> items) => items is ModelTable table ? new TableSource(table) : new ListSource(items);

    /// <summary>Finds the model that is marked as the default for conversations or embeddings.</summary>
    public abstract ModelItem? Default(ModelCapabilities capability);

    public abstract ModelItem? Find(string id);

    public abstract ModelItem? FindAlias(string name);

    /// <summary>A catalog that was compiled in: a model is decoded when it is found.</summary>
    private sealed class TableSource(ModelTable table) : ModelSource
    {
        public override IReadOnlyList<ModelItem> Items => table;

        public override IEnumerable<string> Ids => Enumerable.Range(0, table.Count).Select(table.GetId);

        public override string? ProviderId => table.ProviderId;

        public override ModelItem? Find(string id) => table.Find(id);

        public override ModelItem? FindAlias(string name) => table.FindAlias(name);

        public override ModelItem? Default(ModelCapabilities capability) => (capability switch
        {
            ModelCapabilities.Chat => table.DefaultChatIndex,
            ModelCapabilities.Embeddings => table.DefaultEmbeddingIndex,
            _ => -1,
        }) is >= 0 and var index ? table[index] : null;
    }

    /// <summary>Models in a list, of which the last of two with one id counts.</summary>
    private sealed class ListSource(IReadOnlyList<ModelItem> items) : ModelSource
    {
        private FrozenDictionary<string, ModelItem>? _byId;
        private FrozenDictionary<string, ModelItem>? _byAlias;

        public override IReadOnlyList<ModelItem> Items => items;

        public override IEnumerable<string> Ids => items.Select(m => m.Id);

        public override ModelItem? Default(ModelCapabilities capability) => items.FirstOrDefault(m => m.IsDefault && m.Supports(capability) == true && m.Status != ModelStatus.Retired);

        public override ModelItem? Find(string id) => items.Count == 0 ? null : (_byId ??= ById()).GetValueOrDefault(id);

        public override ModelItem? FindAlias(string name) => items.Count == 0 ? null : (_byAlias ??= ByAlias()).GetValueOrDefault(name);

        private FrozenDictionary<string, ModelItem> ById()
        {
            var found = new Dictionary<string, ModelItem>(items.Count, StringComparer.Ordinal);
            foreach (var item in items)
            {
                found[item.Id] = item;
            }

            return found.ToFrozenDictionary(StringComparer.Ordinal);
        }

        private FrozenDictionary<string, ModelItem> ByAlias() =>
            items.SelectMany(m => m.Aliases, (m, alias) => (m, alias)).DistinctBy(a => a.alias).ToFrozenDictionary(a => a.alias, a => a.m, StringComparer.Ordinal);
    }
}
