using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads what vendors say of the cost of a call, from the properties an answer keeps.</summary>
internal static class ReportedCosts
{
    /// <summary>So many ticks of xAI's make a dollar: https://docs.x.ai/developers/cost-tracking.</summary>
    private const decimal TicksPerDollar = 10_000_000_000m;

    /// <summary>Tells whether the member of a usage whose name the reader stands on is needed here.</summary>
    public static bool IsPartOfCost(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("cost"u8) || reader.ValueTextEquals("estimated_cost"u8) || reader.ValueTextEquals("cost_in_usd_ticks"u8)
        || reader.ValueTextEquals("cost_details"u8) || reader.ValueTextEquals("is_byok"u8);

    public static LlmCost? Read(ChatResponseWriter response)
    {
        if (Number(response.GetProperty("cost_in_usd_ticks")) is { } ticks)
        {
            return LlmCost.OfProvider(ticks / TicksPerDollar);
        }

        var cost = response.GetProperty("cost");
        return cost is JsonElement { ValueKind: JsonValueKind.Object } parts ? ReadParts(parts)
            : Number(cost) is { } total ? ReadOpenRouter(total, response)
            : Number(response.GetProperty("estimated_cost")) is { } estimated ? LlmCost.OfProvider(estimated) // https://deepinfra.com/docs
            : null;
    }

    /// <summary>Reads a cost where the reader stands on its value.</summary>
    public static LlmCost? Read(ref Utf8JsonReader reader)
    {
        var value = JsonElement.ParseValue(ref reader);
        return value.ValueKind == JsonValueKind.Object ? ReadParts(value) : Number(value) is { } total ? LlmCost.OfProvider(total) : null;
    }

    // https://docs.perplexity.ai/api-reference/chat-completions-post: beside input and output there are the request, searches and citations.
    private static LlmCost? ReadParts(JsonElement parts) =>
        Member(parts, "total_cost") is { } total ? LlmCost.OfProvider(total, Member(parts, "input_tokens_cost"), Member(parts, "output_tokens_cost")) : null;

    // With a key of the caller's own at the vendor behind, the cost is OpenRouter's fee alone and the vendor's comes on top:
    // https://openrouter.ai/docs/use-cases/usage-accounting.
    private static LlmCost? ReadOpenRouter(decimal total, ChatResponseWriter response)
    {
        var details = response.GetProperty("cost_details") is JsonElement { ValueKind: JsonValueKind.Object } said ? said : default;
        if (response.GetProperty("is_byok") is true)
        {
            return Member(details, "upstream_inference_cost") is { } upstream ? LlmCost.OfProvider(total + upstream) : null;
        }

        return LlmCost.OfProvider(total, Member(details, "upstream_inference_prompt_cost"), Member(details, "upstream_inference_completions_cost"));
    }

    private static decimal? Member(JsonElement parts, string name) =>
        parts.ValueKind == JsonValueKind.Object && parts.TryGetProperty(name, out var value) ? Number(value) : null;

    // A double holds the digits vendors write; the conversion keeps 15 of them. Below zero there is no cost.
    private static decimal? Number(object? value) => value switch
    {
        long number when number >= 0 => number,
        double number when number is >= 0 and < 1e12 => (decimal)number,
        JsonElement { ValueKind: JsonValueKind.Number } number when number.TryGetDecimal(out var exact) && exact >= 0 => exact,
        _ => null,
    };
}
