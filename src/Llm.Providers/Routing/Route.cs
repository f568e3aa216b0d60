using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>The way of one call through the targets of a group.</summary>
internal sealed class Route
{
    private readonly ModelGroup _group;
    private readonly IReadOnlyList<ChatMessage> _messages;
    private readonly ChatOptions? _options;
    private readonly KeptState _state;
    private readonly ulong _passedOver;
    private ulong _open;
    private int _spent;
    private long _began;
    private RouteTarget.Label _asked = null!; // settings may change before the answer is there
    private List<(RouteTarget Target, LlmProviderException Fault)>? _failures;

    public Route(ModelGroup group, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        _group = group;
        _messages = messages;
        _options = options;
        _state = KeptState.Of(options, group);
        _open = _state.Target?.Bit ?? Named(options?.ModelId);
        (_open, _passedOver) = PassOver(_open);
        Target = null!;
    }

    /// <summary>Gets the target that is asked now.</summary>
    public RouteTarget Target { get; private set; }

    /// <summary>Chooses the target to ask, and makes the options it is asked with.</summary>
    public ChatOptions Next(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Target = _group.Pick(_open);
        _asked = Target.Current;
        _open &= ~Target.Bit;
        _began = _group.Time.GetTimestamp();
        if (_failures is [.., var (failed, fault)])
        {
            _group.Logger.FailingOver(_group.Name, failed.Reference, fault.Kind, _asked.Reference);
        }

        var options = _options?.Clone() ?? new();
        options.ModelId = Target.ModelId;
        _state.Restore(options);
        if (Target.Provider is not null)
        {
            LimitRetries(options);
        }

        Target.ConfigureOptions?.Invoke(options);
        return options;
    }

    /// <summary>Notes a failure.</summary>
    /// <param name="e">What the target's client threw.</param>
    /// <param name="begun">Whether the caller has been given content already.</param>
    /// <returns><see langword="true"/> when another target is to be asked; otherwise <see cref="Failure"/> says what to throw.</returns>
    public bool Failed(Exception e, bool begun = false)
    {
        if (FailOverPolicy.Explain(e, Target) is not { } fault)
        {
            return false;
        }

        (_failures ??= []).Add((Target, fault));
        _spent += fault.Attempts;
        _open = begun ? 0 : FailOverPolicy.Narrow(_open, Target, fault, _group, _messages);
        if (!FailOverPolicy.IsOfRequest(fault.Kind) && _group.FailsOverOn(fault.Kind))
        {
            var rest = Target.Health.Failed(fault, _group.CoolDown, _group.FailuresBeforeCoolDown);
            if (rest > TimeSpan.Zero)
            {
                _group.Logger.CoolingDown(_group.Name, Target.Reference, rest.TotalSeconds, fault.Kind);
            }
        }

        return _open != 0 && _spent < _group.MaxAttempts;
    }

    /// <summary>Notes a complete answer.</summary>
    public void Succeeded() => Target.Health.Succeeded(_began);

    /// <summary>Makes the exception that ends the call: the last failure, with what every target said.</summary>
    /// <param name="e">What the last target's client threw.</param>
    public Exception Failure(Exception e)
    {
        if (_failures is not [.., var (target, last)] || FailOverPolicy.Explain(e, target) is null)
        {
            return e;
        }

        if (_failures.Count == 1 && _passedOver == 0)
        {
            return last;
        }

        var causes = new AggregateException(_failures.Select(f => f.Fault));
        return last.Retold(Tell(), causes, _failures.Sum(f => f.Fault.Attempts), Soonest(last));
    }

    /// <summary>Notes on a response who gave it.</summary>
    public void Sign(AdditionalPropertiesDictionary properties)
    {
        if (properties.ContainsKey(LlmPropertyNames.ServedBy))
        {
            return; // the target is a group itself
        }

        properties[LlmPropertyNames.ServedBy] = _asked.Reference;
        properties[LlmPropertyNames.TargetsTried] = _failures is null ? _asked.Alone : (string[])[.. _failures.Select(f => f.Target.Reference), _asked.Reference];
        if (_spent > 0)
        {
            properties[LlmPropertyNames.Attempts] = _spent + (properties.GetValueOrDefault(LlmPropertyNames.Attempts) as int? ?? 1);
        }
    }

    private ulong Named(string? modelId)
    {
        var all = _group.Routes.Length == 64 ? ulong.MaxValue : (1UL << _group.Routes.Length) - 1;
        if (string.IsNullOrEmpty(modelId) || string.Equals(modelId, _group.Name, StringComparison.OrdinalIgnoreCase))
        {
            return all;
        }

        var named = _group.Routes.Aggregate(0UL, (bits, target) => target.GoesBy(modelId) ? bits | target.Bit : bits);
        return named != 0 ? named : throw new LlmProviderException(
            LlmErrorKind.ModelNotFound, $"ChatOptions.ModelId: '{modelId}' is none of the targets of the model group '{_group.Name}', which are {string.Join(", ", _group.Targets)}. Nothing was sent.");
    }

    // When all are to be passed over, the one that is to be free first is asked all the same: it knows best whether it still has to rest.
    private (ulong Open, ulong PassedOver) PassOver(ulong candidates)
    {
        var (resting, soonest, shortest) = (0UL, 0UL, TimeSpan.MaxValue);
        foreach (var target in _group.Routes)
        {
            if ((candidates & target.Bit) != 0 && target.Health.Remaining() is var rest && rest > TimeSpan.Zero)
            {
                resting |= target.Bit;
                (soonest, shortest) = rest < shortest ? (target.Bit, rest) : (soonest, shortest);
            }
        }

        return resting == candidates ? (soonest, resting & ~soonest) : (candidates & ~resting, resting);
    }

    private void LimitRetries(ChatOptions options)
    {
        var left = _group.MaxAttempts - _spent - 1;
        var retries = _open == 0 ? left : Math.Min(left, _group.MaxRetries);
        var properties = options.AdditionalProperties ??= [];
        properties[LlmPropertyNames.MaxRetries] = properties.GetValueOrDefault(LlmPropertyNames.MaxRetries) is int asked ? Math.Min(asked, retries) : retries;
    }

    private string Tell()
    {
        var words = new StringBuilder($"No target of the model group '{_group.Name}' could answer.");
        foreach (var (target, fault) in _failures!)
        {
            words.Append(CultureInfo.InvariantCulture, $" {target.Reference}: {fault.Kind}: {fault.Message}");
        }

        foreach (var target in _group.Routes)
        {
            if ((_passedOver & target.Bit) != 0)
            {
                words.Append(CultureInfo.InvariantCulture, $" {target.Reference} was not asked: it is passed over for {target.Health.Remaining().TotalSeconds:0.#} s more.");
            }
        }

        return words.ToString();
    }

    // Where the last target asks for a delay, another may be free sooner.
    private TimeSpan? Soonest(LlmProviderException last)
    {
        if (last.RetryAfter is not { } soonest)
        {
            return null;
        }

        foreach (var target in _group.Routes)
        {
            if (target != Target && target.Health.Remaining() is var rest && rest > TimeSpan.Zero && rest < soonest)
            {
                soonest = rest;
            }
        }

        return soonest;
    }
}
