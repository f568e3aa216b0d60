using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>One call's place in a budget: reserved when it is made, booked when it is disposed of.</summary>
internal sealed class BudgetBooking : IDisposable
{
    private readonly LlmBudget _budget;
    private readonly ILogger _logger;
    private readonly ModelItem? _model;
    private readonly long _input;
    private readonly decimal? _estimate;
    private decimal? _cost;
    private long _characters;
    private bool _begun;
    private bool _ended;

    /// <summary>Initializes a new instance of the <see cref="BudgetBooking"/> class and reserves what the call may cost.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="logger">Where a price that is not known is reported.</param>
    /// <param name="model">The model that is asked.</param>
    /// <param name="input">The estimated input.</param>
    /// <param name="output">The most output; <see langword="null"/> for embeddings.</param>
    public BudgetBooking(LlmBudget budget, ILogger logger, ModelItem? model, long input, long? output)
    {
        (_budget, _logger, _model, _input) = (budget, logger, model, input);
        _estimate = BudgetEstimate.Cost(model, input, output, budget.Today);
        if (_estimate is null && budget.Options.UnknownPrice == UnknownPriceBehavior.Refuse)
        {
            throw new LlmProviderException(
                LlmErrorKind.BudgetExceeded,
                $"What {Name} costs is not known, and LlmBudgetOptions.UnknownPrice is Refuse. Nothing was sent. Add its prices to the catalog (LlmProviderOptions.Models), or set UnknownPrice to Allow.")
            {
                ProviderId = model?.ProviderId, ModelId = model?.Id,
            };
        }

        budget.Reserve(_estimate ?? 0, model);
    }

    private string Name => _model is null ? "the model" : $"{_model.ProviderId}/{_model.Id}";

    /// <summary>Notes that a whole answer came. What it did not say to have cost is taken to be what was reserved.</summary>
    public void Answered(LlmCost? cost)
    {
        (_begun, _ended) = (true, true);
        _cost = cost?.Total;
    }

    /// <summary>Notes a part of a stream.</summary>
    public void Arrived(ChatResponseUpdate update)
    {
        _begun = true;
        if (update.GetCost()?.Total is { } cost)
        {
            _cost = (_cost ?? 0) + cost;
        }

        for (var i = 0; i < update.Contents.Count; i++)
        {
            _characters += BudgetEstimate.Characters(update.Contents[i]);
        }
    }

    /// <summary>Notes that a stream came to its end.</summary>
    public void Ended() => _ended = true;

    /// <summary>Reports a cost that is not known and was not estimated either, so that nothing is booked.</summary>
    public void WarnIfUnknown(Action<string> warn)
    {
        if (_cost is null && _estimate is null)
        {
            warn($"What {Name} costs is not known: the call does not count in the budget.");
        }
    }

    public void Dispose()
    {
        // A call that failed before it answered is not billed. One that broke off is: for its input, and for what had arrived.
        var cost = _cost ?? (!_begun ? 0 : _ended ? _estimate : BudgetEstimate.Cost(_model, _input, BudgetEstimate.TokensOf(_characters), _budget.Today));
        if (_begun)
        {
            WarnIfUnknown(w => _logger.RequestWarning(_model?.ProviderId ?? "unknown", _model?.Id, w));
        }

        _budget.Book(_estimate ?? 0, cost ?? 0);
    }
}
