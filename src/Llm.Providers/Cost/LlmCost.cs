using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>What a call cost, in US dollars.</summary>
/// <remarks>
/// <see langword="null"/> means unknown and never free; free is 0. The numbers are decimal and not rounded. <see cref="Input"/>, <see cref="Output"/> and
/// <see cref="Other"/> add up to <see cref="Total"/> where all of them are known.
/// </remarks>
public sealed record LlmCost
{
    /// <summary>Gets the sum.</summary>
    /// <value>USD; <see langword="null"/> when something that was counted has no known price, or something that must be counted was not. <see cref="Missing"/> says what.</value>
    public decimal? Total { get; init; }

    /// <summary>Gets the cost of the input, with what was read from caches and written to them.</summary>
    /// <value>USD; <see langword="null"/> when unknown.</value>
    public decimal? Input { get; init; }

    /// <summary>Gets the cost of the output, reasoning included.</summary>
    /// <value>USD; <see langword="null"/> when unknown; 0 where there is no output to pay for, as with embeddings.</value>
    public decimal? Output { get; init; }

    /// <summary>Gets the cost of what is billed beside the tokens: the request itself and web searches.</summary>
    /// <value>USD; <see langword="null"/> when unknown.</value>
    public decimal? Other { get; init; }

    /// <summary>Gets where the numbers come from.</summary>
    public LlmCostSource Source { get; init; }

    /// <summary>Gets what is not known, such as <c>price of cache reads</c>; empty when <see cref="Total"/> is known.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Gets the parts that are known, which add up to <see cref="Total"/> where that is known; empty when the provider said the cost.</summary>
    public IReadOnlyList<LlmCostPart> Parts { get; init; } = [];

    /// <summary>Computes the cost of an answer from the price list of its model.</summary>
    /// <param name="model">The model that answered.</param>
    /// <param name="usage">The counts of the answer; those that have no member are named as in <see cref="LlmUsageCounts"/>.</param>
    /// <param name="day">The day of the call, in UTC, which chooses the price list.</param>
    /// <param name="serviceTier">The vendor's word for the service tier of the answer, such as <c>batch</c>; <see langword="null"/> for the usual one.</param>
    /// <returns>The cost. Where no price list of the model is known for that day nothing of it is known, and <see cref="Missing"/> says so.</returns>
    public static LlmCost Of(ModelItem model, UsageDetails usage, DateOnly day, string? serviceTier = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(usage);
        return CostCalculator.Compute(model, usage, day, serviceTier, hasOutput: true);
    }

    /// <summary>Computes the cost of embeddings, which have no output to pay for.</summary>
    /// <param name="model">The model that answered.</param>
    /// <param name="usage">The counts of the answer.</param>
    /// <param name="day">The day of the call, in UTC, which chooses the price list.</param>
    /// <returns>The cost. Where no price list of the model is known for that day nothing of it is known, and <see cref="Missing"/> says so.</returns>
    public static LlmCost OfEmbeddings(ModelItem model, UsageDetails usage, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(usage);
        return CostCalculator.Compute(model, usage, day, serviceTier: null, hasOutput: false);
    }

    /// <summary>Makes the cost that a provider says itself.</summary>
    /// <param name="total">The sum in USD.</param>
    /// <param name="input">The part of it that is for the input; <see langword="null"/> when not said.</param>
    /// <param name="output">The part of it that is for the output; <see langword="null"/> when not said.</param>
    /// <returns>The cost. <see cref="Other"/> is what remains, where both parts are said.</returns>
    public static LlmCost OfProvider(decimal total, decimal? input = null, decimal? output = null) =>
        new() { Total = total, Input = input, Output = output, Other = total - input - output, Source = LlmCostSource.Provider };

    /// <summary>Adds the costs of two calls. What is unknown in one is unknown in the sum.</summary>
    /// <param name="left">One cost.</param>
    /// <param name="right">The other one.</param>
    /// <returns>The sum. Its source is the provider only if both are.</returns>
    public static LlmCost operator +(LlmCost left, LlmCost right) => Add(left, right);

    /// <inheritdoc cref="op_Addition"/>
    public static LlmCost Add(LlmCost left, LlmCost right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new()
        {
            Total = left.Total + right.Total,
            Input = left.Input + right.Input,
            Output = left.Output + right.Output,
            Other = left.Other + right.Other,
            Source = left.Source == LlmCostSource.Provider && right.Source == LlmCostSource.Provider ? LlmCostSource.Provider : LlmCostSource.PriceList,
            Missing = [.. left.Missing.Union(right.Missing)],
            Parts = [.. left.Parts, .. right.Parts],
        };
    }
}
