using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Limits of an <see cref="LlmBudget"/>. A limit that is <see langword="null"/> does not hold; those that are set hold all at once.</summary>
public sealed class LlmBudgetOptions
{
    /// <summary>Gets or sets what one call may cost, as estimated before it is sent.</summary>
    /// <value>USD, 0 or more. The default is <see langword="null"/>.</value>
    public decimal? PerCall { get; set; }

    /// <summary>Gets or sets what all calls may cost together: those of one client, or of all clients that share the budget.</summary>
    /// <value>USD, 0 or more. The default is <see langword="null"/>.</value>
    public decimal? Total { get; set; }

    /// <summary>Gets or sets what the calls of an hour may cost, from full hour to full hour.</summary>
    /// <value>USD, 0 or more. The default is <see langword="null"/>.</value>
    public decimal? PerHour { get; set; }

    /// <summary>Gets or sets what the calls of a day may cost, from midnight to midnight in UTC.</summary>
    /// <value>USD, 0 or more. The default is <see langword="null"/>.</value>
    public decimal? PerDay { get; set; }

    /// <summary>Gets or sets what the calls of the last <see cref="Window"/> may cost, counted back from any moment.</summary>
    /// <value>USD, 0 or more. The default is <see langword="null"/>.</value>
    public decimal? PerWindow { get; set; }

    /// <summary>Gets or sets how far <see cref="PerWindow"/> looks back.</summary>
    /// <value>More than zero. The default is one hour. Spending leaves the window in steps of a sixtieth of it.</value>
    public TimeSpan Window { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets the output that is assumed in an estimate when neither the call nor the provider's settings name a limit.</summary>
    /// <value>Tokens, at least 1. The default is 4096, or the model's own limit where that is less. Set <c>ChatOptions.MaxOutputTokens</c> for output that cannot be longer than estimated; the input stays an estimate either way.</value>
    public int AssumedOutputTokens { get; set; } = 4096;

    /// <summary>Gets or sets what happens to a call whose price is not known.</summary>
    /// <value>The default is <see cref="UnknownPriceBehavior.Allow"/>.</value>
    public UnknownPriceBehavior UnknownPrice { get; set; }

    /// <summary>Gets or sets how the tokens of a conversation are counted before it is sent.</summary>
    /// <value>A count, or <see langword="null"/> from the callback for the built-in estimate, which is rather too high than too low; docs/cost.md explains it. The default is <see langword="null"/>.</value>
    public Func<IEnumerable<ChatMessage>, ChatOptions?, long?>? CountInputTokens { get; set; }

    internal LlmBudgetOptions Copy() => (LlmBudgetOptions)MemberwiseClone();

    internal void Validate()
    {
        foreach (var (name, limit) in new[] { (nameof(PerCall), PerCall), (nameof(Total), Total), (nameof(PerHour), PerHour), (nameof(PerDay), PerDay), (nameof(PerWindow), PerWindow) })
        {
            if (limit < 0)
            {
                throw LlmProviderException.Configuration(FormattableString.Invariant($"LlmBudgetOptions.{name} is {limit}; it must be 0 or more USD, or null for no limit."));
            }
        }

        if (Window <= TimeSpan.Zero)
        {
            throw LlmProviderException.Configuration($"LlmBudgetOptions.Window is {Window}; it must be more than zero.");
        }

        if (AssumedOutputTokens < 1)
        {
            throw LlmProviderException.Configuration(FormattableString.Invariant($"LlmBudgetOptions.AssumedOutputTokens is {AssumedOutputTokens}; it must be at least 1."));
        }
    }
}
