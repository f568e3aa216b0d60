using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Reads token counts. A stream says them at its start and at its end: of each count the last one said is right, be it smaller.</summary>
internal sealed class MessagesUsage
{
    private readonly Dictionary<string, long> _others = new(StringComparer.Ordinal);
    private long? _input;
    private long? _output;
    private long? _cacheRead;
    private long? _cacheWrite;
    private long? _thinking;
    private bool _seen;

    public void Read(JsonElement usage, ChatResponseWriter response)
    {
        if (usage.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        _seen = true;
        _input = usage.Number("input_tokens"u8) ?? _input;
        _output = usage.Number("output_tokens"u8) ?? _output;
        _cacheRead = usage.Number("cache_read_input_tokens"u8) ?? _cacheRead;
        _cacheWrite = usage.Number("cache_creation_input_tokens"u8) ?? _cacheWrite;
        _thinking = usage.Member("output_tokens_details"u8).Number("thinking_tokens"u8) ?? _thinking;
        foreach (var member in usage.EnumerateObject())
        {
            if (member.Name is not ("input_tokens" or "output_tokens" or "cache_read_input_tokens" or "cache_creation_input_tokens" or "output_tokens_details"))
            {
                ReadOther(member, response);
            }
        }
    }

    public void Complete(ChatResponseWriter response)
    {
        if (!_seen)
        {
            return;
        }

        // The vendor counts what was read from the cache and written to it apart; elsewhere it is part of the input.
        long? input = _input is null && _cacheRead is null && _cacheWrite is null ? null : (_input ?? 0) + (_cacheRead ?? 0) + (_cacheWrite ?? 0);
        var usage = new UsageDetails { InputTokenCount = input, OutputTokenCount = _output, TotalTokenCount = input + _output, CachedInputTokenCount = _cacheRead, ReasoningTokenCount = _thinking };
        if (_cacheWrite is { } written)
        {
            (usage.AdditionalCounts ??= [])[LlmUsageCounts.CacheWrite] = written;
        }

        foreach (var (name, count) in _others)
        {
            (usage.AdditionalCounts ??= [])[name] = count;
        }

        response.SetUsage(usage);
    }

    private static string NameOf(string member, string inner) => (member, inner) switch
    {
        ("cache_creation", "ephemeral_1h_input_tokens") => LlmUsageCounts.CacheWriteOneHour,
        ("server_tool_use", "web_search_requests") => LlmUsageCounts.WebSearches,
        _ => $"{member}.{inner}",
    };

    private void ReadOther(JsonProperty member, ChatResponseWriter response)
    {
        switch (member.Value.ValueKind)
        {
            case JsonValueKind.Number when member.Value.TryGetInt64(out var count):
                _others[member.Name] = count;
                break;
            case JsonValueKind.Object:
                foreach (var inner in member.Value.EnumerateObject())
                {
                    if (inner.Value.ValueKind == JsonValueKind.Number && inner.Value.TryGetInt64(out var part))
                    {
                        _others[NameOf(member.Name, inner.Name)] = part;
                    }
                }

                break;
            default:
                AnswerProperties.Keep(member, response); // the service tier, the region, the counts of each pass
                break;
        }
    }
}
