namespace Llm.Providers;

/// <summary>What configuration says of one model, to be laid over whatever else is known of it.</summary>
/// <param name="id">The id of the model.</param>
internal sealed class ModelPatch(string id)
{
    private readonly List<Func<ModelItem, ModelItem>> _changes = [];

    public string Id => id;

    /// <summary>Gets or sets the known model that this one is, such as the model behind a deployment.</summary>
    public string? Like { get; set; }

    public IReadOnlyList<string> Aliases { get; set; } = [];

    public void Add(Func<ModelItem, ModelItem> change) => _changes.Add(change);

    public ModelItem Apply(ModelItem model) => _changes.Aggregate(model, (changed, change) => change(changed)) with { Aliases = Aliases.Count == 0 ? model.Aliases : [.. Aliases.Concat(model.Aliases).Distinct(StringComparer.Ordinal)] };
}
