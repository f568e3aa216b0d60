using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>The counts of an answer, cut into parts of which no token is in two.</summary>
internal readonly struct TokenCounts
{
    public TokenCounts(UsageDetails usage)
    {
        Input = usage.InputTokenCount;
        WebSearches = Count(usage, LlmUsageCounts.WebSearches);
        var input = Input ?? 0;
        var written = Count(usage, LlmUsageCounts.CacheWrite);
        CacheWriteOneHour = Count(usage, LlmUsageCounts.CacheWriteOneHour);
        CacheWrite = AtLeastZero(written - CacheWriteOneHour);
        CacheReadAudio = Count(usage, LlmUsageCounts.CacheReadAudio);
        var read = AtLeastZero(usage.CachedInputTokenCount ?? 0);
        InputAudio = AtLeastZero(Count(usage, LlmUsageCounts.InputAudio) - CacheReadAudio);
        InputImage = AtLeastZero(Count(usage, LlmUsageCounts.InputImage) - Count(usage, LlmUsageCounts.CacheReadImage));
        var plain = input - read - CacheWrite - CacheWriteOneHour - InputAudio - InputImage;
        if (plain < 0)
        {
            // More parts than tokens: a vendor that does not say what of the cached input is sound or images has counted some of it as both.
            var both = Math.Min(-plain, InputAudio);
            InputAudio -= both;
            CacheReadAudio += both;
            InputImage -= Math.Min(-plain - both, InputImage);
        }

        CacheRead = AtLeastZero(read - CacheReadAudio);
        PlainInput = AtLeastZero(plain);

        var thought = AtLeastZero(usage.ReasoningTokenCount ?? 0);
        Output = usage.OutputTokenCount + (IsReasoningApart(usage) ? thought : 0);
        var output = Output ?? 0;
        Reasoning = Math.Min(thought, output);
        OutputAudio = Math.Min(Count(usage, LlmUsageCounts.OutputAudio), output - Reasoning);
        OutputImage = Math.Min(Count(usage, LlmUsageCounts.OutputImage), output - Reasoning - OutputAudio);
        PlainOutput = output - Reasoning - OutputAudio - OutputImage;
    }

    /// <summary>Gets all input.</summary>
    public long? Input { get; }

    /// <summary>Gets input that is in none of the other parts.</summary>
    public long PlainInput { get; }

    /// <summary>Gets what was read from the cache, without sound.</summary>
    public long CacheRead { get; }

    public long CacheReadAudio { get; }

    /// <summary>Gets what was written to the cache for its usual time.</summary>
    public long CacheWrite { get; }

    public long CacheWriteOneHour { get; }

    /// <summary>Gets sound that was not read from the cache.</summary>
    public long InputAudio { get; }

    /// <summary>Gets images that were not read from the cache.</summary>
    public long InputImage { get; }

    /// <summary>Gets all output, reasoning included.</summary>
    public long? Output { get; }

    /// <summary>Gets output that is in none of the other parts.</summary>
    public long PlainOutput { get; }

    public long Reasoning { get; }

    public long OutputAudio { get; }

    public long OutputImage { get; }

    public long WebSearches { get; }

    // Reasoning is part of the output by the definition of Microsoft.Extensions.AI and of most vendors. xAI counts it apart, and its total
    // shows it: https://docs.x.ai/docs/guides/reasoning. An answer whose sums say so is taken at its word, whoever made it.
    private static bool IsReasoningApart(UsageDetails usage) =>
        usage.ReasoningTokenCount is > 0 and var thought && usage.TotalTokenCount is { } total && total == usage.InputTokenCount + usage.OutputTokenCount + thought;

    private static long Count(UsageDetails usage, string name) => usage.AdditionalCounts?.TryGetValue(name, out var count) == true ? AtLeastZero(count) : 0;

    private static long AtLeastZero(long count) => Math.Max(count, 0);
}
