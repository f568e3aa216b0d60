using System.Collections.Frozen;
using System.Numerics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Llm.Providers;

/// <summary>Several models under one name: a call goes to the first that can take it, and to the next when that one fails in a way another may make good.</summary>
/// <remarks>Thread-safe. All clients of a group share what is known of its targets, such as which of them asked for a delay.</remarks>
public sealed class ModelGroup
{
    private readonly FrozenSet<LlmErrorKind> _failOverOn;
    private readonly Func<double> _random;

    /// <summary>Initializes a new instance of the <see cref="ModelGroup"/> class. Nothing is sent.</summary>
    /// <param name="name">The name. It is not empty and holds no slash or colon.</param>
    /// <param name="options">The targets, each with its client, and how to choose among them. They are read now; later changes have no effect.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="loggerFactory">Where a switch from one target to another is logged; <see langword="null"/> for nowhere.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when an option is out of range or a target has no client; the message names every fault.</exception>
    public ModelGroup(string name, ModelGroupOptions options, TimeProvider? time = null, ILoggerFactory? loggerFactory = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = ModelGroupRules.FindFaults(name, options);
        if (faults.Count > 0)
        {
            throw LlmProviderException.Configuration(string.Join(' ', faults));
        }

        Name = name;
        Time = time ?? TimeProvider.System;
        Logger = (loggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Llm.Providers");
        Routes = CreateRoutes(options, Time);
        MaxRetries = options.MaxRetries;
        MaxAttempts = options.MaxAttempts ?? Math.Max(ModelGroupRules.UsualAttempts, Routes.Length * (1 + MaxRetries));
        CoolDown = options.CoolDown;
        FailuresBeforeCoolDown = options.FailuresBeforeCoolDown;
        _failOverOn = options.FailOverOn.ToFrozenSet();
        _random = options.Random;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the references of the targets, in the order of the list.</summary>
    public IReadOnlyList<string> Targets => Array.ConvertAll(Routes, r => r.Reference);

    /// <summary>Gets or sets the place in the application that this group was made for; <see langword="null"/> for one made by hand.</summary>
    internal ModelGroupSlot? Slot { get; set; }

    internal RouteTarget[] Routes { get; }

    internal TimeProvider Time { get; }

    internal ILogger Logger { get; }

    internal int MaxRetries { get; }

    internal int MaxAttempts { get; }

    internal TimeSpan CoolDown { get; }

    internal int FailuresBeforeCoolDown { get; }

    /// <summary>Creates a client for conversations. Nothing is sent.</summary>
    /// <returns>A thread-safe client.</returns>
    /// <remarks>
    /// Responses carry <see cref="LlmPropertyNames.ServedBy"/> and <see cref="LlmPropertyNames.TargetsTried"/>; of a stream, the first update does.
    /// <c>ChatOptions.ModelId</c> may name the group, or one of its targets, which is then the only one asked.
    /// </remarks>
    public IChatClient CreateChatClient() => Slot is { } slot ? new CurrentChatClient<ModelGroup>(() => slot.Current, g => new RoutedChatClient(g)) : new RoutedChatClient(this);

    /// <summary>Describes the group.</summary>
    /// <returns>The name and the targets.</returns>
    public override string ToString() => $"{Name}: {string.Join(", ", Targets)}";

    internal bool FailsOverOn(LlmErrorKind kind) => _failOverOn.Contains(kind);

    internal RouteTarget At(ulong bit) => Routes[BitOperations.TrailingZeroCount(bit)];

    /// <summary>Chooses by rank, and among targets of one rank by weight.</summary>
    internal RouteTarget Pick(ulong open)
    {
        var (rank, total) = (int.MaxValue, 0L);
        RouteTarget? chosen = null;
        foreach (var target in Routes)
        {
            if ((open & target.Bit) == 0 || target.Rank > rank)
            {
                continue;
            }

            chosen = target.Rank < rank ? target : null;
            total = target.Rank < rank ? target.Weight : total + target.Weight;
            rank = target.Rank;
        }

        return chosen ?? Draw(open, rank, total);
    }

    private RouteTarget Draw(ulong open, int rank, long total)
    {
        var draw = _random() * total;
        RouteTarget? last = null;
        foreach (var target in Routes)
        {
            if ((open & target.Bit) != 0 && target.Rank == rank)
            {
                last = target;
                draw -= target.Weight;
                if (draw < 0)
                {
                    break;
                }
            }
        }

        return last!;
    }

    private static RouteTarget[] CreateRoutes(ModelGroupOptions options, TimeProvider time)
    {
        var ranks = ModelGroupRules.RanksOf(options.Targets);
        return [.. options.Targets.Select((target, i) => new RouteTarget(target, i, ranks[i], time))];
    }
}
