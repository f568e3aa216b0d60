using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Guesses what a call may cost before it is sent: rather too much than too little.</summary>
internal static class BudgetEstimate
{
    // The word of Anthropic's API, which gateways take as well: https://platform.claude.com/docs/en/build-with-claude/prompt-caching#1-hour-cache-duration.
    private const string CacheMark = "cache_control";
    private const string AnHour = "1h";

    private static readonly ChatOptions s_none = new();

    /// <summary>Estimates the input of a conversation.</summary>
    public static long InputTokens(IReadOnlyList<ChatMessage> messages, ChatOptions? options) => TokenEstimate.Of(messages, options ?? s_none, TokenMeter.Ample).Total;

    /// <summary>Gets the text of a content that a model wrote.</summary>
    public static string? TextOf(AIContent content) => content switch
    {
        TextContent text => text.Text,
        TextReasoningContent thought => thought.Text,
        FunctionCallContent call => call.Name + string.Concat(call.Arguments?.Select(a => $"{a.Key}:{a.Value ?? "null"},") ?? []),
        _ => null,
    };

    /// <summary>Tells whether a call asks for its input to be cached for an hour, which costs more than caching it for the usual time.</summary>
    public static bool AsksForAnHour(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        if (IsMarked(options?.AdditionalProperties) || options?.Tools?.Any(t => IsMarked(t.AdditionalProperties)) == true)
        {
            return true;
        }

        for (var i = 0; i < messages.Count; i++)
        {
            if (IsMarked(messages[i].AdditionalProperties) || messages[i].Contents.Any(c => IsMarked(c.AdditionalProperties)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Computes what so many tokens cost. Input may be written to a cache, which many vendors do unasked and some charge more for.</summary>
    /// <returns>USD; <see langword="null"/> when the price is not known.</returns>
    public static decimal? Cost(BudgetTarget target, DateOnly day)
    {
        if (target.Model is not { } model)
        {
            return null;
        }

        var usage = new UsageDetails { InputTokenCount = target.Input, OutputTokenCount = target.Output };
        if (target.Output is null)
        {
            return LlmCost.OfEmbeddings(model, usage, day).Total;
        }

        var cost = LlmCost.Of(model, usage, day).Total;
        usage.AdditionalCounts = new() { [LlmUsageCounts.CacheWrite] = target.Input };
        var written = LlmCost.Of(model, usage, day).Total;
        if (target.MayCacheForAnHour)
        {
            usage.AdditionalCounts[LlmUsageCounts.CacheWriteOneHour] = target.Input;
            written = Dearer(written, LlmCost.Of(model, usage, day).Total);
        }

        return cost is null ? null : Dearer(cost, written);
    }

    private static decimal? Dearer(decimal? one, decimal? other) => other > one || one is null ? other : one;

    private static bool IsMarked(IReadOnlyDictionary<string, object?>? properties) => properties?.TryGetValue(CacheMark, out var mark) == true && mark switch
    {
        null => false,
        JsonElement json => json.GetRawText().Contains(AnHour, StringComparison.Ordinal),
        IReadOnlyDictionary<string, object?> map => map.Values.Any(v => v?.ToString() == AnHour),
        _ => mark.ToString() is { } text && (text.Contains(AnHour, StringComparison.Ordinal) || text.Contains("OneHour", StringComparison.Ordinal)),
    };
}
