using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Writes a cost as JSON, so that it survives where responses are stored, and reads it back.</summary>
internal static class CostJson
{
    public static JsonElement Write(LlmCost cost)
    {
        var scratch = JsonScratch.Take();
        var json = scratch.Json;
        json.WriteStartObject();
        Write(json, "total"u8, cost.Total);
        Write(json, "input"u8, cost.Input);
        Write(json, "output"u8, cost.Output);
        Write(json, "other"u8, cost.Other);
        json.WriteString("source"u8, cost.Source == LlmCostSource.Provider ? "provider"u8 : "prices"u8);
        WriteMissing(json, cost.Missing);
        WriteParts(json, cost.Parts);
        json.WriteEndObject();
        return scratch.ReleaseElement();
    }

    /// <summary>Reads a cost.</summary>
    /// <param name="value">What stands among the properties of a response.</param>
    /// <returns>The cost; <see langword="null"/> when the value is none.</returns>
    public static LlmCost? Read(object? value)
    {
        if (value is LlmCost made)
        {
            return made;
        }

        return value is not JsonElement { ValueKind: JsonValueKind.Object } json ? null : new()
        {
            Total = Number(json, "total"u8),
            Input = Number(json, "input"u8),
            Output = Number(json, "output"u8),
            Other = Number(json, "other"u8),
            Source = json.TryGetProperty("source"u8, out var source) && source.ValueKind == JsonValueKind.String && source.ValueEquals("provider"u8) ? LlmCostSource.Provider : LlmCostSource.PriceList,
            Missing = [.. Items(json, "missing"u8).Select(m => m.ToString())],
            Parts = [.. Items(json, "parts"u8).Select(ReadPart).OfType<LlmCostPart>()],
        };
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, decimal? amount)
    {
        if (amount is { } known)
        {
            json.WriteNumber(name, known);
        }
    }

    private static void WriteMissing(Utf8JsonWriter json, IReadOnlyList<string> missing)
    {
        if (missing.Count == 0)
        {
            return;
        }

        json.WriteStartArray("missing"u8);
        foreach (var what in missing)
        {
            json.WriteStringValue(what);
        }

        json.WriteEndArray();
    }

    private static void WriteParts(Utf8JsonWriter json, IReadOnlyList<LlmCostPart> parts)
    {
        if (parts.Count == 0)
        {
            return;
        }

        json.WriteStartArray("parts"u8);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, Enum.GetName(part.Kind));
            json.WriteNumber("count"u8, part.Count);
            json.WriteNumber("price"u8, part.Price);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static LlmCostPart? ReadPart(JsonElement part) =>
        part.ValueKind == JsonValueKind.Object
        && part.TryGetProperty("kind"u8, out var name) && Enum.TryParse<LlmCostPartKind>(name.ToString(), out var kind)
        && part.TryGetProperty("count"u8, out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt64(out var tokens)
        && Number(part, "price"u8) is { } price
            ? new(kind, tokens, price)
            : null;

    private static decimal? Number(JsonElement json, ReadOnlySpan<byte> name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;

    private static JsonElement[] Items(JsonElement json, ReadOnlySpan<byte> name) =>
        json.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];
}
