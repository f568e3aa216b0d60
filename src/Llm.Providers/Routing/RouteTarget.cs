using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>A target as the group works with it.</summary>
/// <remarks>In a container the settings of a provider change behind its client: provider and model are asked for whenever they matter.</remarks>
internal sealed class RouteTarget
{
    private readonly bool _followsDefault;
    private volatile Label _label;

    public RouteTarget(ModelGroupTarget target, int index, int rank, TimeProvider time)
    {
        Client = target.Client!;
        Key = target.Model;
        _label = new(Model?.Id, Key, [Key]);
        _followsDefault = target.FollowsDefault;
        ModelId = target.ModelId;
        Weight = target.Weight ?? 1;
        ConfigureOptions = target.ConfigureOptions;
        Rank = rank;
        Bit = 1UL << index;
        Health = new(time);
    }

    /// <summary>Gets the reference the target was made with. It stays, so that what a vendor keeps of a conversation is found again.</summary>
    public string Key { get; }

    public string Reference => Current.Reference;

    /// <summary>Gets what the target is called now.</summary>
    public Label Current
    {
        get
        {
            var label = _label;
            if (_followsDefault && Model is { } model && model.Id != label.ModelId && Provider is { } provider)
            {
                var reference = $"{provider.Id}/{model.Id}";
                _label = label = new(model.Id, reference, [reference]);
            }

            return label;
        }
    }

    public IChatClient Client { get; }

    /// <summary>Gets the provider, when the client is one of this library: it can be told how often to try.</summary>
    public BaseLlmProvider? Provider => Find<BaseLlmProvider>();

    public ModelItem? Model => Find<ModelItem>();

    public string? ModelId { get; }

    public int Rank { get; }

    public int Weight { get; }

    public ulong Bit { get; }

    public Action<ChatOptions>? ConfigureOptions { get; }

    public TargetHealth Health { get; }

    /// <summary>Tells whether a caller's model id means this target.</summary>
    public bool GoesBy(string modelId) =>
        string.Equals(modelId, Reference, StringComparison.OrdinalIgnoreCase) || modelId == ModelId || (Model is { } model && (modelId == model.Id || model.Aliases.Contains(modelId)));

    private T? Find<T>()
        where T : class
    {
        try
        {
            return Client.GetService<T>();
        }
        catch (LlmProviderException)
        {
            return null; // settings that leave no model: the call says so
        }
    }

    /// <summary>What a target is called.</summary>
    /// <param name="ModelId">The model it is called by.</param>
    /// <param name="Reference">The reference.</param>
    /// <param name="Alone">The targets tried when this is the first and answers, which is nearly always.</param>
    internal sealed record Label(string? ModelId, string Reference, IReadOnlyList<string> Alone);
}
