using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads token counts in every form vendors write them.</summary>
internal static class ChatCompletionsUsage
{
    /// <summary>The count of input tokens written to the vendor's cache, which Microsoft.Extensions.AI has no member for.</summary>
    public const string CacheWrite = "CacheWriteTokenCount";

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
        if (reader.ValueTextEquals("prompt_cache_hit_tokens"u8) || reader.ValueTextEquals("cached_tokens"u8) || reader.ValueTextEquals("num_cached_tokens"u8))
        {
            usage.CachedInputTokenCount = Count(ref reader) ?? usage.CachedInputTokenCount;
        }
        else if (reader.ValueTextEquals("reasoning_tokens"u8))
        {
            usage.ReasoningTokenCount = Count(ref reader) ?? usage.ReasoningTokenCount;
        }
        else if (reader.ValueTextEquals("cost"u8) || reader.ValueTextEquals("estimated_cost"u8) || reader.ValueTextEquals("cost_in_usd_ticks"u8))
        {
            ResponseProperties.Keep(ref reader, response);
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
                if (Count(ref reader) is { } written)
                {
                    (usage.AdditionalCounts ??= [])[CacheWrite] = written;
                }
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

    // Counts without a member, such as those of sound; zeros say nothing.
    private static void AddOther(ref Utf8JsonReader reader, UsageDetails usage, string prefix = "")
    {
        var name = reader;
        if (Count(ref reader) is { } count and not 0)
        {
            (usage.AdditionalCounts ??= [])[prefix + name.GetString()] = count;
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
