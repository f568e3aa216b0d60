using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>Arithmetic of token counts.</summary>
internal static class UsageMath
{
    /// <summary>Takes each count from the later usage where it has one.</summary>
    public static UsageDetails Overwrite(UsageDetails earlier, UsageDetails later)
    {
        var merged = new UsageDetails
        {
            InputTokenCount = later.InputTokenCount ?? earlier.InputTokenCount,
            OutputTokenCount = later.OutputTokenCount ?? earlier.OutputTokenCount,
            TotalTokenCount = later.TotalTokenCount ?? earlier.TotalTokenCount,
            CachedInputTokenCount = later.CachedInputTokenCount ?? earlier.CachedInputTokenCount,
            ReasoningTokenCount = later.ReasoningTokenCount ?? earlier.ReasoningTokenCount,
            AdditionalCounts = earlier.AdditionalCounts is { } counts ? new(counts) : null,
        };
        foreach (var (name, count) in later.AdditionalCounts ?? [])
        {
            (merged.AdditionalCounts ??= [])[name] = count;
        }

        return merged;
    }
}
