using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>A target as the group works with it.</summary>
internal sealed class RouteTarget
{
    public RouteTarget(ModelGroupTarget target, int index, int rank, TimeProvider time)
    {
        Client = target.Client!;
        Provider = Client.GetService<BaseLlmProvider>();
        Model = Client.GetService<ModelItem>();
        Reference = target.Model;
        ModelId = target.ModelId;
        Weight = target.Weight ?? 1;
        ConfigureOptions = target.ConfigureOptions;
        Rank = rank;
        Bit = 1UL << index;
        Health = new(time);
        Alone = [Reference];
    }

    public string Reference { get; }

    public IChatClient Client { get; }

    /// <summary>Gets the provider, when the client is one of this library: it can be told how often to try.</summary>
    public BaseLlmProvider? Provider { get; }

    public ModelItem? Model { get; }

    public string? ModelId { get; }

    public int Rank { get; }

    public int Weight { get; }

    public ulong Bit { get; }

    public Action<ChatOptions>? ConfigureOptions { get; }

    public TargetHealth Health { get; }

    /// <summary>Gets the targets tried when the first one answers, which is nearly always.</summary>
    public IReadOnlyList<string> Alone { get; }

    /// <summary>Tells whether a caller's model id means this target.</summary>
    public bool GoesBy(string modelId) =>
        string.Equals(modelId, Reference, StringComparison.OrdinalIgnoreCase) || modelId == ModelId || modelId == Model?.Id || Model?.Aliases.Contains(modelId) == true;
}
