namespace Llm.Providers.Corpus;

/// <summary>Compares token counts.</summary>
internal static class UsageComparer
{
    public static void Compare(JsonElement expected, Observation observation, Differences differences)
    {
        var usage = observation.Usage;
        if (expected.ValueKind == JsonValueKind.Null)
        {
            if (usage is not null)
            {
                differences.Add("usage", "none", $"input {usage.InputTokenCount}, output {usage.OutputTokenCount}");
            }

            return;
        }

        foreach (var count in expected.EnumerateObject())
        {
            CompareCount(count, usage, differences);
        }
    }

    private static void CompareCount(JsonProperty expected, UsageDetails? usage, Differences differences)
    {
        var path = $"usage.{expected.Name}";
        switch (expected.Name)
        {
            case "input":
                differences.Number(path, expected.Value, usage?.InputTokenCount);
                break;
            case "output":
                differences.Number(path, expected.Value, usage?.OutputTokenCount);
                break;
            case "total":
                differences.Number(path, expected.Value, usage?.TotalTokenCount);
                break;
            case "cachedInput":
                differences.Number(path, expected.Value, usage?.CachedInputTokenCount);
                break;
            case "reasoning":
                differences.Number(path, expected.Value, usage?.ReasoningTokenCount);
                break;
            case "cacheWrite":
                differences.Number(path, expected.Value, usage?.AdditionalCounts?.GetValueOrDefault(LlmUsageCounts.CacheWrite));
                break;
            case "toolUsePrompt":
                differences.Number(path, expected.Value, usage?.AdditionalCounts?.GetValueOrDefault("toolUsePromptTokenCount"));
                break;
            case "inputUncached":
                differences.Number(path, expected.Value, usage?.InputTokenCount - (usage?.CachedInputTokenCount ?? 0) - (usage?.AdditionalCounts?.GetValueOrDefault(LlmUsageCounts.CacheWrite) ?? 0));
                break;
            default:
                differences.Add(path, "a field that can be compared", "one that is not known");
                break;
        }
    }
}
