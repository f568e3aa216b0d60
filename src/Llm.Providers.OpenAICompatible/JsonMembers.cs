using System.Text.Json;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads members that may be absent, null or of another kind: what is beside the answer must not spoil it.</summary>
internal static class JsonMembers
{
    /// <summary>Gets a member that is a string.</summary>
    /// <returns>The text; <see langword="null"/> when there is none.</returns>
    public static string? Text(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Gets a member that is a whole number.</summary>
    /// <returns>The number; <see langword="null"/> when there is none.</returns>
    public static long? Number(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    /// <summary>Gets the members of an array.</summary>
    /// <returns>The members; none when there is no array.</returns>
    public static JsonElement.ArrayEnumerator Items(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;
}
