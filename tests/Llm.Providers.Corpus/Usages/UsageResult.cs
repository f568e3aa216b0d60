namespace Llm.Providers.Corpus.Usages;

/// <summary>What became of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Cost">What it costs here; <see langword="null"/> when it is not covered.</param>
/// <param name="SkipReason">Why it is not covered; <see langword="null"/> when it is.</param>
internal sealed record UsageResult(UsageRow Row, LlmCost? Cost, string? SkipReason)
{
    /// <summary>The day on which the expectations were computed.</summary>
    private static readonly DateOnly s_day = new(2026, 8, 21);

    public bool Passed => Cost is not null && Cost.Input == Row.InputPrice && Cost.Output == Row.OutputPrice;

    public bool Failed => Cost is not null && !Passed;

    public UsageDispute? Dispute => Failed ? UsageDispute.Of(Row) : null;

    public static async Task<UsageResult> OfAsync(UsageRow row)
    {
        if (!UsageCatalogs.Has(row))
        {
            return new(row, null, "no provider here");
        }

        if (UsageCatalogs.Find(row) is not { } model)
        {
            return new(row, null, $"model {row.Model} is not in the catalog");
        }

        var wire = UsageWire.Of(row);
        if (await wire.ReadAsync(row) is not { } usage)
        {
            return new(row, null, "the wire reads no usage in the body");
        }

        var cost = wire.IsEmbeddings ? LlmCost.OfEmbeddings(model, usage, s_day) : LlmCost.Of(model, usage, s_day);
        return cost is { Input: not null, Output: not null } ? new(row, cost, null) : new(row, null, $"model {row.Model}: not known is the {string.Join(", ", cost.Missing)}");
    }
}
