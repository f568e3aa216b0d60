using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers;

/// <summary>Puts what is known of a call beside its answer among the properties of responses, and finds it there again. All of it survives JSON.</summary>
internal static class CallEnvelope
{
    /// <summary>Writes what is worth saying.</summary>
    /// <param name="response">The answer of the transport.</param>
    /// <param name="time">The clock.</param>
    /// <param name="target">Where it is written.</param>
    /// <param name="set">Writes a name and a value to the target; static, so that no call pays for it.</param>
    public static void Write<TTarget>(TransportResponse response, TimeProvider time, TTarget target, Action<TTarget, string, object?> set)
    {
        if (response.RequestId is { } requestId)
        {
            set(target, LlmPropertyNames.RequestId, requestId);
        }

        if (response.Attempts > 1)
        {
            set(target, LlmPropertyNames.Attempts, response.Attempts);
        }

        if (response.TimeToFirstContent is { } wait)
        {
            set(target, LlmPropertyNames.TimeToFirstContent, Math.Round(wait.TotalMilliseconds, 1));
        }

        if (RateLimitHeaders.Read(response.Message.Headers, time) is { Count: > 0 } limits)
        {
            set(target, LlmPropertyNames.RateLimits, ToJson(limits));
        }
    }

    public static LlmCallInfo Read(Func<string, object?> find, string? model) => new()
    {
        ServedModel = model,
        TimeToFirstContent = Number(find(LlmPropertyNames.TimeToFirstContent)) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        RequestId = Text(find(LlmPropertyNames.RequestId)),
        Attempts = (int)(Number(find(LlmPropertyNames.Attempts)) ?? 1),
        RateLimits = find(LlmPropertyNames.RateLimits) is JsonElement { ValueKind: JsonValueKind.Array } limits ? [.. limits.EnumerateArray().Select(FromJson)] : [],
    };

    private static JsonElement ToJson(IReadOnlyList<RateLimit> limits)
    {
        var scratch = JsonScratch.Take();
        var json = scratch.Json;
        json.WriteStartArray();
        foreach (var limit in limits)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, limit.Name);
            Write(json, "limit"u8, limit.Limit);
            Write(json, "remaining"u8, limit.Remaining);
            Write(json, "resets_in_ms"u8, limit.ResetsIn?.TotalMilliseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return scratch.ReleaseElement();
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static RateLimit FromJson(JsonElement limit) => new(
        limit.TryGetProperty("name"u8, out var name) ? name.ToString() : "",
        (long?)Number(limit, "limit"u8),
        (long?)Number(limit, "remaining"u8),
        Number(limit, "resets_in_ms"u8) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null);

    private static double? Number(JsonElement limit, ReadOnlySpan<byte> name) => limit.ValueKind == JsonValueKind.Object && limit.TryGetProperty(name, out var value) ? Number(value) : null;

    private static double? Number(object? value) => value switch
    {
        int number => number,
        long number => number,
        double number => number,
        JsonElement { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        _ => null,
    };

    private static string? Text(object? value) => value switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => null,
    };
}
