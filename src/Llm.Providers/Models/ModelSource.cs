using System.Collections.Frozen;

namespace Llm.Providers;

/// <summary>Models that can be found by their names; nothing is prepared before the first question.</summary>
internal abstract class ModelSource
{
    /// <summary>Gets all models, in the order of the source.</summary>
    public abstract IReadOnlyList<ModelItem> Items { get; }

    public static ModelSource Of(IReadOnlyList<ModelItem> items) => new ListSource(items);

    public abstract ModelItem? Find(string id);

    public abstract ModelItem? FindAlias(string name);

    /// <summary>Models in a list, of which the last of two with one id counts.</summary>
    private sealed class ListSource(IReadOnlyList<ModelItem> items) : ModelSource
    {
        private FrozenDictionary<string, ModelItem>? _byId;
        private FrozenDictionary<string, ModelItem>? _byAlias;

        public override IReadOnlyList<ModelItem> Items => items;

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
