using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>One call's place in a budget: reserved when it is made, booked when it is disposed of.</summary>
internal sealed class BudgetBooking : IDisposable
{
    private readonly LlmBudget _budget;
    private readonly ILogger _logger;
    private readonly IReadOnlyList<BudgetTarget> _targets;
    private readonly decimal _reserved;
    private BudgetTarget _target;
    private decimal? _estimate;
    private decimal? _cost;
    private long _characters;
    private long _weight;
    private bool _begun;
    private bool _ended;

    /// <summary>Initializes a new instance of the <see cref="BudgetBooking"/> class and reserves what the call may cost.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="logger">Where a price that is not known is reported.</param>
    /// <param name="targets">What may answer, at least one; the dearest is reserved.</param>
    public BudgetBooking(LlmBudget budget, ILogger logger, params IReadOnlyList<BudgetTarget> targets)
    {
        (_budget, _logger, _targets, _target) = (budget, logger, targets, targets[0]);
        foreach (var target in targets)
        {
            var estimate = target.Cost(budget.Today);
            if (estimate is null && budget.Options.UnknownPrice == UnknownPriceBehavior.Refuse)
            {
                throw Unpriced(target);
            }

            if (estimate is not null && !(estimate <= _estimate))
            {
                (_target, _estimate) = (target, estimate);
            }
        }

        _reserved = _estimate ?? 0;
        budget.Reserve(_reserved, _target.Model);
    }

    /// <summary>Notes that a whole answer came. What it did not say to have cost is taken to be what was estimated for its model.</summary>
    /// <param name="cost">What it says to have cost.</param>
    /// <param name="properties">Its properties, which say what target of a group gave it.</param>
    public void Answered(LlmCost? cost, AdditionalPropertiesDictionary? properties)
    {
        (_begun, _ended) = (true, true);
        _cost = cost?.Total;
        NoteTarget(properties);
    }

    /// <summary>Notes a part of a stream.</summary>
    public void Arrived(ChatResponseUpdate update)
    {
        if (!_begun)
        {
            _begun = true;
            NoteTarget(update.AdditionalProperties);
        }

        if (update.GetCost()?.Total is { } cost)
        {
            _cost = (_cost ?? 0) + cost;
        }

        for (var i = 0; i < update.Contents.Count; i++)
        {
            if (BudgetEstimate.TextOf(update.Contents[i]) is { } text)
            {
                (_characters, _weight) = (_characters + text.Length, _weight + RoughTokens.Weigh(text));
            }
        }
    }

    /// <summary>Notes that a stream came to its end.</summary>
    public void Ended() => _ended = true;

    /// <summary>Reports a cost that is not known and was not estimated either, so that nothing is booked.</summary>
    public void WarnIfUnknown(Action<string> warn)
    {
        if (_cost is null && _estimate is null)
        {
            warn($"What {_target.Name} costs is not known: the call does not count in the budget.");
        }
    }

    public void Dispose()
    {
        // A call that failed before it answered is not billed. One that broke off is: for its input, and for what had arrived.
        var cost = _cost ?? (!_begun ? 0 : _ended ? _estimate : (_target with { Output = AmpleTokens.Count(_characters, _weight) }).Cost(_budget.Today));
        if (_begun)
        {
            WarnIfUnknown(w => _logger.RequestWarning(_target.Model?.ProviderId ?? "unknown", _target.Model?.Id, w));
        }

        _budget.Book(_reserved, cost ?? 0);
    }

    // Until it answers, any target of a group may be the one that is paid.
    private void NoteTarget(AdditionalPropertiesDictionary? properties)
    {
        if (_targets.Count > 1 && properties?.GetValueOrDefault(LlmPropertyNames.ServedBy) is string reference && _targets.FirstOrDefault(t => t.Reference == reference) is { } served)
        {
            (_target, _estimate) = (served, served.Cost(_budget.Today));
        }
    }

    private static LlmProviderException Unpriced(BudgetTarget target) => new(
        LlmErrorKind.BudgetExceeded,
        $"What {target.Name} costs is not known, and LlmBudgetOptions.UnknownPrice is Refuse. Nothing was sent. Add its prices to the catalog (LlmProviderOptions.Models), or set UnknownPrice to Allow.")
    {
        ProviderId = target.Model?.ProviderId, ModelId = target.Model?.Id,
    };
}
