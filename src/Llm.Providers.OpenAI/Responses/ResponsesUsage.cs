using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads token counts. Input includes what was cached, output what was thought.</summary>
internal static class ResponsesUsage
{
    public static UsageDetails Read(JsonElement usage, ChatResponseWriter response)
    {
        var details = new UsageDetails
        {
            InputTokenCount = usage.Number("input_tokens"u8),
            OutputTokenCount = usage.Number("output_tokens"u8),
            TotalTokenCount = usage.Number("total_tokens"u8),
        };
        foreach (var member in usage.EnumerateObject())
        {
            switch (member.Name)
            {
                case "input_tokens" or "output_tokens" or "total_tokens":
                    break;
                case "input_tokens_details":
                    ReadDetails(member.Value, details, isInput: true);
                    break;
                case "output_tokens_details":
                    ReadDetails(member.Value, details, isInput: false);
                    break;
                default:
                    KeepOther(member, details, response);
                    break;
            }
        }

        return details;
    }

    private static void ReadDetails(JsonElement counts, UsageDetails details, bool isInput)
    {
        if (counts.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var member in counts.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Number || !member.Value.TryGetInt64(out var count))
            {
                continue;
            }

            switch (member.Name)
            {
                case "cached_tokens":
                    details.CachedInputTokenCount = count;
                    break;
                case "reasoning_tokens":
                    details.ReasoningTokenCount = count;
                    break;
                case "cache_write_tokens" or "cache_creation_tokens":
                    (details.AdditionalCounts ??= [])[LlmUsageCounts.CacheWrite] = count;
                    break;
                case var name when count != 0: // zeros of what was not used say nothing
                    (details.AdditionalCounts ??= [])[NameOf(name, isInput)] = count;
                    break;
            }
        }
    }

    private static string NameOf(string member, bool isInput) => (member, isInput) switch
    {
        ("audio_tokens", true) => LlmUsageCounts.InputAudio,
        ("audio_tokens", false) => LlmUsageCounts.OutputAudio,
        ("image_tokens", true) => LlmUsageCounts.InputImage,
        ("image_tokens", false) => LlmUsageCounts.OutputImage,
        _ => (isInput ? "input." : "output.") + member,
    };

    private static void KeepOther(JsonProperty member, UsageDetails details, ChatResponseWriter response)
    {
        if (member.Name.Contains("cost", StringComparison.Ordinal) || member.Name == "is_byok")
        {
            if (JsonFacts.ValueOf(member.Value) is { } cost)
            {
                response.SetProperty(member.Name, cost);
            }
        }
        else if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var count) && count != 0)
        {
            (details.AdditionalCounts ??= [])[member.Name] = count;
        }
    }
}
