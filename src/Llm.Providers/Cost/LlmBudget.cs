using System.Globalization;

namespace Llm.Providers;

/// <summary>Watches over what calls cost, and refuses a call before it is sent when it may cost more than is left.</summary>
/// <remarks>
/// Thread-safe. One budget may be shared by any number of clients. A call reserves its estimate before it is sent, so that calls made at once cannot
/// exceed a limit together; when it ends, what it really cost is booked in place of the estimate. Spending lives in memory, as long as this object.
/// </remarks>
public sealed class LlmBudget
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly SpendWindow[] _windows;
    private decimal _spent;
    private decimal _reserved;

    /// <summary>Initializes a new instance of the <see cref="LlmBudget"/> class.</summary>
    /// <param name="options">The limits. They are copied: later changes have no effect.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when a setting is out of range.</exception>
    public LlmBudget(LlmBudgetOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options = options.Copy();
        _time = time ?? TimeProvider.System;
        (PerCall, Total) = (options.PerCall, options.Total);
        _windows =
        [
            .. Window(nameof(options.PerHour), options.PerHour, TimeSpan.FromHours(1), slides: false),
            .. Window(nameof(options.PerDay), options.PerDay, TimeSpan.FromDays(1), slides: false),
            .. Window(nameof(options.PerWindow), options.PerWindow, options.Window, slides: true),
        ];
    }

    /// <summary>Gets what was spent so far.</summary>
    /// <value>USD, since the budget was made.</value>
    public decimal Spent
    {
        get
        {
            lock (_lock)
            {
                return _spent;
            }
        }
    }

    /// <summary>Gets what calls under way may cost.</summary>
    /// <value>USD, as estimated before they were sent.</value>
    public decimal Reserved
    {
        get
        {
            lock (_lock)
            {
                return _reserved;
            }
        }
    }

    internal LlmBudgetOptions Options { get; }

    internal DateOnly Today => DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);

    private decimal? PerCall { get; }

    private decimal? Total { get; }

    /// <summary>Reserves what a call may cost.</summary>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.BudgetExceeded"/> when that is more than is left.</exception>
    internal void Reserve(decimal estimate, ModelItem? model)
    {
        lock (_lock)
        {
            if (estimate > PerCall)
            {
                throw Exceeded(nameof(LlmBudgetOptions.PerCall), PerCall.Value, null, estimate, model, null);
            }

            if (_spent + _reserved + estimate > Total)
            {
                throw Exceeded(nameof(LlmBudgetOptions.Total), Total.Value, _spent, estimate, model, null);
            }

            var now = _time.GetUtcNow();
            foreach (var window in _windows)
            {
                var spent = window.SpentAt(now);
                if (spent + _reserved + estimate > window.Limit)
                {
                    // Waiting helps only where something was spent that will no longer count.
                    throw Exceeded(window.Name, window.Limit, spent, estimate, model, spent > 0 && estimate <= window.Limit ? window.UntilRelief(now) : null);
                }
            }

            _reserved += estimate;
        }
    }

    /// <summary>Puts what a call cost in the place of what it might have cost.</summary>
    internal void Book(decimal estimate, decimal cost)
    {
        lock (_lock)
        {
            _reserved -= estimate;
            _spent += cost;
            var now = _time.GetUtcNow();
            foreach (var window in _windows)
            {
                window.Add(cost, now);
            }
        }
    }

    private static SpendWindow[] Window(string name, decimal? limit, TimeSpan length, bool slides) => limit is { } most ? [new(name, most, length, slides)] : [];

    private LlmProviderException Exceeded(string name, decimal limit, decimal? spent, decimal estimate, ModelItem? model, TimeSpan? relief)
    {
        var state = spent is null ? "" : string.Create(CultureInfo.InvariantCulture, $", of which {spent:0.######} are spent and {_reserved:0.######} are reserved by calls under way");
        var advice = relief is { } wait ? string.Create(CultureInfo.InvariantCulture, $"raise it, try again in {wait:d\\.hh\\:mm\\:ss}") : "raise it";
        return new(
            LlmErrorKind.BudgetExceeded,
            string.Create(CultureInfo.InvariantCulture, $"The call may cost {estimate:0.######} USD; LlmBudgetOptions.{name} is {limit:0.######} USD{state}. Nothing was sent. Lower ChatOptions.MaxOutputTokens, {advice}, or use a cheaper model."))
        {
            ProviderId = model?.ProviderId, ModelId = model?.Id, RetryAfter = relief,
        };
    }
}
