using System.Text.Json;

namespace Llm.Providers.Google;

/// <summary>Reads members that may be absent, null or of another kind: what is beside the answer must not spoil it.</summary>
internal static class JsonMembers
{
    public static string? Text(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static int? Number(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var number) ? number : null;

    /// <summary>Gets the members of an array; none when there is no array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : default;

    /// <summary>Gets a member; an undefined value when there is none.</summary>
    public static JsonElement Member(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;
}
