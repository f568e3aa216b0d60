using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Reads token counts. The chunks of a stream repeat and raise them, and leave some out: of each the last one counts.</summary>
/// <remarks>See <see href="https://ai.google.dev/api/generate-content#UsageMetadata">UsageMetadata</see>.</remarks>
internal sealed class GenerateContentUsage
{
    /// <summary>The count of input tokens that results of the vendor's own tools took, which are part of the input.</summary>
    public const string ToolUsePrompt = "toolUsePromptTokenCount";

    private readonly Dictionary<string, long> _details = [];
    private long? _prompt;
    private long? _toolUsePrompt;
    private long? _candidates;
    private long? _thoughts;
    private long? _cached;
    private long? _total;

    public void Read(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, response);
        }

        if ((_prompt ?? _candidates ?? _thoughts ?? _total) is not null)
        {
            response.SetUsage(ToDetails());
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.ValueTextEquals("promptTokenCount"u8))
        {
            _prompt = Count(ref reader) ?? _prompt;
        }
        else if (reader.ValueTextEquals("candidatesTokenCount"u8))
        {
            _candidates = Count(ref reader) ?? _candidates;
        }
        else if (reader.ValueTextEquals("totalTokenCount"u8))
        {
            _total = Count(ref reader) ?? _total;
        }
        else if (reader.ValueTextEquals("thoughtsTokenCount"u8))
        {
            _thoughts = Count(ref reader) ?? _thoughts;
        }
        else if (reader.ValueTextEquals("cachedContentTokenCount"u8))
        {
            _cached = Count(ref reader) ?? _cached;
        }
        else if (reader.ValueTextEquals("toolUsePromptTokenCount"u8))
        {
            _toolUsePrompt = Count(ref reader) ?? _toolUsePrompt;
        }
        else
        {
            ReadRareMember(ref reader, response);
        }
    }

    private void ReadRareMember(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        var prefix = reader.ValueTextEquals("promptTokensDetails"u8) ? "input."
            : reader.ValueTextEquals("candidatesTokensDetails"u8) ? "output."
            : reader.ValueTextEquals("cacheTokensDetails"u8) ? "cached."
            : reader.ValueTextEquals("toolUsePromptTokensDetails"u8) ? "toolUse."
            : null;
        if (prefix is null)
        {
            ResponseProperties.Keep(ref reader, response); // serviceTier, trafficType
            return;
        }

        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            ReadDetail(ref reader, prefix);
        }
    }

    private void ReadDetail(ref Utf8JsonReader reader, string prefix)
    {
        string? modality = null;
        long? count = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("modality"u8))
            {
                reader.Read();
                modality = reader.TokenType == JsonTokenType.String ? TokenText.GetString(reader.ValueSpan) : null;
            }
            else if (reader.ValueTextEquals("tokenCount"u8))
            {
                count = Count(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // Nearly every count is of text, and then it says nothing new.
        if (modality is not (null or "TEXT") && count is { } tokens)
        {
            var name = NameOf(prefix, modality);
            _details[name] = tokens;
        }
    }

    private static string NameOf(string prefix, string modality) => (prefix, modality) switch
    {
        ("input.", "AUDIO") => LlmUsageCounts.InputAudio,
        ("input.", "IMAGE") => LlmUsageCounts.InputImage,
        ("output.", "AUDIO") => LlmUsageCounts.OutputAudio,
        ("output.", "IMAGE") => LlmUsageCounts.OutputImage,
        ("cached.", "AUDIO") => LlmUsageCounts.CacheReadAudio,
        ("cached.", "IMAGE") => LlmUsageCounts.CacheReadImage,
        _ => prefix + modality.ToLowerInvariant(),
    };

    // In JSON made of protocol buffers a number that is 0 is left out: https://protobuf.dev/programming-guides/json/#implicit-presence.
    // Where there are counts at all, one of the two that every answer has is therefore 0 and not unknown.
    private UsageDetails ToDetails()
    {
        var usage = new UsageDetails
        {
            InputTokenCount = (_prompt ?? 0) + (_toolUsePrompt ?? 0),
            OutputTokenCount = (_candidates ?? 0) + (_thoughts ?? 0),
            TotalTokenCount = _total,
            CachedInputTokenCount = _cached,
            ReasoningTokenCount = _thoughts,
        };
        if (_toolUsePrompt is { } toolUse)
        {
            (usage.AdditionalCounts ??= [])[ToolUsePrompt] = toolUse;
        }

        foreach (var (name, count) in _details)
        {
            (usage.AdditionalCounts ??= [])[name] = count;
        }

        return usage;
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
