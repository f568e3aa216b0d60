using System.Collections;

namespace Llm.Providers;

/// <summary>The models of a catalog that was compiled into an assembly.</summary>
/// <remarks>
/// Thread-safe. The facts are data in the assembly: until a model is asked for, the table is one small object, and a model that is asked for is
/// decoded once and kept. Source files derive from this class only in code that the catalog generator writes.
/// </remarks>
public abstract class ModelTable : IReadOnlyList<ModelItem>
{
    private ModelItem?[]? _items;
    private ModelItem? _defaults;

    /// <summary>Initializes a new instance of the <see cref="ModelTable"/> class.</summary>
    /// <param name="providerId">The id of the provider all models belong to.</param>
    protected ModelTable(string providerId) => ProviderId = providerId;

    /// <summary>Gets the id of the provider all models belong to.</summary>
    public string ProviderId { get; }

    /// <summary>Gets the number of models.</summary>
    public abstract int Count { get; }

    /// <summary>Gets the index of the model that is used for a conversation when a call names none; -1 when there is none.</summary>
    public virtual int DefaultChatIndex => -1;

    /// <summary>Gets the index of the model that is used for embeddings when a call names none; -1 when there is none.</summary>
    public virtual int DefaultEmbeddingIndex => -1;

    /// <summary>Gets the facts that hold for every model that does not say otherwise, in the form of a row.</summary>
    protected virtual ReadOnlySpan<byte> Defaults => default;

    /// <summary>Gets a model. It is decoded at the first call and kept.</summary>
    /// <param name="index">The place of the model in the catalog, from 0.</param>
    /// <returns>The model, the same object at every call.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public ModelItem this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var items = Volatile.Read(ref _items) ?? Keep(ref _items, new ModelItem?[Count]);
            return Volatile.Read(ref items[index]) ?? Keep(ref items[index], ModelRowReader.Read(Row(index), ProviderId, SharedFacts()));
        }
    }

    /// <summary>Finds a model by its id.</summary>
    /// <param name="id">The id, letter by letter.</param>
    /// <returns>The model; <see langword="null"/> when the catalog has none of this id.</returns>
    public ModelItem? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return IndexOf(id) is >= 0 and var index ? this[index] : null;
    }

    /// <summary>Finds a model by one of its further names.</summary>
    /// <param name="name">The alias, letter by letter.</param>
    /// <returns>The model; <see langword="null"/> when the catalog has no such alias.</returns>
    public ModelItem? FindAlias(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IndexOfAlias(name) is >= 0 and var index ? this[index] : null;
    }

    /// <summary>Gets the id of a model without decoding the rest.</summary>
    /// <param name="index">The place of the model in the catalog, from 0.</param>
    /// <returns>The id.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public string GetId(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return Volatile.Read(ref _items) is { } items && Volatile.Read(ref items[index]) is { } item ? item.Id : ModelRowReader.ReadId(Row(index));
    }

    /// <summary>Finds the place of an id.</summary>
    /// <param name="id">The id, letter by letter.</param>
    /// <returns>The place from 0; -1 when the catalog has none of this id.</returns>
    public abstract int IndexOf(string id);

    /// <summary>Finds the place of the model that an alias names.</summary>
    /// <param name="name">The alias, letter by letter.</param>
    /// <returns>The place from 0; -1 when the catalog has no such alias.</returns>
    public abstract int IndexOfAlias(string name);

    /// <summary>Goes through the models, decoding each.</summary>
    /// <returns>The models in the order of the catalog.</returns>
    public IEnumerator<ModelItem> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gets the facts of a model, as the generator writes them.</summary>
    /// <param name="index">The place of the model in the catalog, from 0.</param>
    /// <returns>UTF-8 JSON that begins with the id.</returns>
    protected abstract ReadOnlySpan<byte> Row(int index);

    /// <summary>Keeps the first of two objects that two threads made at the same time, so that all see the same one.</summary>
    private static T Keep<T>(ref T? place, T made)
        where T : class =>
        Interlocked.CompareExchange(ref place, made, null) ?? made;

    private ModelItem SharedFacts() => Volatile.Read(ref _defaults) ?? Keep(ref _defaults, ModelRowReader.ReadDefaults(Defaults, ProviderId));
}
