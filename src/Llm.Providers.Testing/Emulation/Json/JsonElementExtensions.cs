using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads members of JSON objects that may be missing, or of another type than hoped for.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The member, or an element of kind <see cref="JsonValueKind.Undefined"/> when it is missing or null.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : default;

    public static bool Has(this JsonElement element, string name) => element.Member(name).ValueKind != JsonValueKind.Undefined;

    public static string TextOr(this JsonElement element, string name, string fallback) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : fallback;

    public static double NumberOr(this JsonElement element, string name, double fallback) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : fallback;

    public static bool Flag(this JsonElement element, string name, bool fallback = false) =>
        element.Member(name).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => fallback,
        };

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static IEnumerable<JsonProperty> Members(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Object } map ? map.EnumerateObject() : [];
}
