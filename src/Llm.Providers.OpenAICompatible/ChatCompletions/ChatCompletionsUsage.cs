using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads token counts in every form vendors write them.</summary>
internal static class ChatCompletionsUsage
{
    public static UsageDetails Read(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        var usage = new UsageDetails();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                usage.InputTokenCount = Count(ref reader);
            }
            else if (reader.ValueTextEquals("completion_tokens"u8))
            {
                usage.OutputTokenCount = Count(ref reader);
            }
            else if (reader.ValueTextEquals("total_tokens"u8))
            {
                usage.TotalTokenCount = Count(ref reader);
            }
            else if (reader.ValueTextEquals("prompt_tokens_details"u8))
            {
                reader.Read();
                ReadDetails(ref reader, usage, input: true);
            }
            else if (reader.ValueTextEquals("completion_tokens_details"u8))
            {
                reader.Read();
                ReadDetails(ref reader, usage, input: false);
            }
            else
            {
                ReadRareMember(ref reader, usage, response);
            }
        }

        return usage;
    }

    private static void ReadRareMember(ref Utf8JsonReader reader, UsageDetails usage, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("prompt_cache_hit_tokens"u8) || reader.ValueTextEquals("cached_tokens"u8) || reader.ValueTextEquals("num_cached_tokens"u8) || reader.ValueTextEquals("cached_prompt_text_tokens"u8))
        {
            usage.CachedInputTokenCount = Count(ref reader) ?? usage.CachedInputTokenCount;
        }
        else if (reader.ValueTextEquals("reasoning_tokens"u8))
        {
            usage.ReasoningTokenCount = Count(ref reader) ?? usage.ReasoningTokenCount;
        }
        else if (ReportedCosts.IsPartOfCost(ref reader))
        {
            ResponseProperties.Keep(ref reader, response);
        }
        else if (reader.ValueTextEquals("num_search_queries"u8))
        {
            Add(usage, LlmUsageCounts.WebSearches, Count(ref reader)); // https://docs.perplexity.ai/api-reference/chat-completions-post
        }
        else
        {
            AddOther(ref reader, usage);
        }
    }

    private static void ReadDetails(ref Utf8JsonReader reader, UsageDetails usage, bool input)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (input && reader.ValueTextEquals("cached_tokens"u8))
            {
                usage.CachedInputTokenCount = Count(ref reader) ?? usage.CachedInputTokenCount;
            }
            else if (input && (reader.ValueTextEquals("cache_write_tokens"u8) || reader.ValueTextEquals("cache_creation_tokens"u8)))
            {
                Add(usage, LlmUsageCounts.CacheWrite, Count(ref reader));
            }
            else if (reader.ValueTextEquals("audio_tokens"u8))
            {
                AddUnlessZero(usage, input ? LlmUsageCounts.InputAudio : LlmUsageCounts.OutputAudio, Count(ref reader));
            }
            else if (reader.ValueTextEquals("image_tokens"u8))
            {
                AddUnlessZero(usage, input ? LlmUsageCounts.InputImage : LlmUsageCounts.OutputImage, Count(ref reader));
            }
            else if (!input && reader.ValueTextEquals("reasoning_tokens"u8))
            {
                usage.ReasoningTokenCount = Count(ref reader) ?? usage.ReasoningTokenCount;
            }
            else
            {
                AddOther(ref reader, usage, input ? "input." : "output.");
            }
        }
    }

    // Counts that only one vendor makes; zeros say nothing.
    private static void AddOther(ref Utf8JsonReader reader, UsageDetails usage, string prefix = "")
    {
        var name = reader;
        if (Count(ref reader) is { } count and not 0)
        {
            Add(usage, prefix + name.GetString(), count);
        }
    }

    private static void AddUnlessZero(UsageDetails usage, string name, long? count) => Add(usage, name, count == 0 ? null : count);

    private static void Add(UsageDetails usage, string name, long? count)
    {
        if (count is { } known)
        {
            (usage.AdditionalCounts ??= [])[name] = known;
        }
    }

    private static long? Count(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number)
        {
            reader.Skip();
            return null;
        }

        return reader.TryGetInt64(out var count) ? count : null;
    }
}
