using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Names of what this library measures. Nothing is measured while nobody listens.</summary>
/// <remarks>
/// The duration of calls and a histogram of their tokens come from Microsoft.Extensions.AI's <c>UseOpenTelemetry</c>, and so does the span of a call: there is
/// no second one, and what this library knows beyond it is added to that span.
/// </remarks>
public static class LlmTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Llm.Providers";

    /// <summary>A counter of costs in USD, of calls whose cost is known.</summary>
    public const string CostCounter = "llm.cost";

    /// <summary>A counter of answered calls whose cost is not known: the answer does not say its usage, or something it used has no known price.</summary>
    public const string UnknownCostCounter = "llm.cost.unknown";

    /// <summary>A counter of tokens by <c>gen_ai.token.type</c>: <c>input</c>, <c>cache_read</c>, <c>cache_write</c>, <c>output</c> and <c>reasoning</c>. No token is counted twice.</summary>
    public const string TokenCounter = "llm.tokens";

    /// <summary>The tag of a span for the cost of its call in USD; of several requests under one span, for the sum of the costs that are known.</summary>
    public const string CostTag = "llm.cost";

    private const string CacheWriteTag = "gen_ai.usage.cache_creation.input_tokens";

    private static readonly Meter s_meter = new(MeterName);
    private static readonly Counter<double> s_cost = s_meter.CreateCounter<double>(CostCounter, "{USD}", "Cost of calls whose cost is known.");
    private static readonly Counter<long> s_unknown = s_meter.CreateCounter<long>(UnknownCostCounter, "{call}", "Calls whose cost is not known.");
    private static readonly Counter<long> s_tokens = s_meter.CreateCounter<long>(TokenCounter, "{token}", "Tokens used, each counted once.");

    internal static void Record(CallTags call, UsageDetails usage, LlmCost cost)
    {
        if (s_cost.Enabled || s_unknown.Enabled || s_tokens.Enabled)
        {
            Measure(call, usage, cost);
        }

        if (Activity.Current is { IsAllDataRequested: true } span && span.GetTagItem("gen_ai.operation.name") as string == call.Operation)
        {
            Enrich(span, usage, cost);
        }
    }

    /// <summary>Counts an answer that does not say what it used.</summary>
    internal static void RecordUnsaid(CallTags call)
    {
        if (s_unknown.Enabled)
        {
            s_unknown.Add(1, TagsOf(call));
        }
    }

    private static TagList TagsOf(CallTags call) => new()
    {
        { "gen_ai.operation.name", call.Operation },
        { "gen_ai.provider.name", call.Provider },
        { "gen_ai.request.model", call.RequestModel },
        { "gen_ai.response.model", call.ResponseModel },
    };

    private static void Measure(CallTags call, UsageDetails usage, LlmCost cost)
    {
        var tags = TagsOf(call);
        if (cost.Total is { } total)
        {
            s_cost.Add((double)total, tags);
        }
        else
        {
            s_unknown.Add(1, tags);
        }

        var counts = new TokenCounts(usage);
        Count(tags, "input", counts.PlainInput + counts.InputAudio + counts.InputImage);
        Count(tags, "cache_read", counts.CacheRead + counts.CacheReadAudio);
        Count(tags, "cache_write", counts.CacheWrite + counts.CacheWriteOneHour);
        Count(tags, "output", counts.PlainOutput + counts.OutputAudio + counts.OutputImage);
        Count(tags, "reasoning", counts.Reasoning);
    }

    private static void Count(TagList tags, string type, long count)
    {
        if (count > 0)
        {
            tags.Add("gen_ai.token.type", type); // the list is a copy
            s_tokens.Add(count, tags);
        }
    }

    // Microsoft.Extensions.AI sets the count of cache reads, and has no member for that of writes. A span may be that of several requests, such as those for
    // many texts to embed: their values add up.
    private static void Enrich(Activity span, UsageDetails usage, LlmCost cost)
    {
        if (usage.AdditionalCounts?.TryGetValue(LlmUsageCounts.CacheWrite, out var written) == true)
        {
            span.SetTag(CacheWriteTag, written + (span.GetTagItem(CacheWriteTag) as long? ?? 0));
        }

        if (cost.Total is { } total)
        {
            span.SetTag(CostTag, (double)total + (span.GetTagItem(CostTag) as double? ?? 0));
        }
    }
}
