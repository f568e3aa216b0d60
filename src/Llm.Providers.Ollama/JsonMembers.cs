using System.Text.Json;

namespace Llm.Providers.Ollama;

/// <summary>Reads members that may be absent, null or of another kind: what is beside the answer must not spoil it.</summary>
internal static class JsonMembers
{
    /// <summary>Gets a member that is an object.</summary>
    /// <returns>The object; an element of kind <see cref="JsonValueKind.Undefined"/> when there is none.</returns>
    public static JsonElement Object(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : default;

    /// <summary>Gets a member that is a string with something in it.</summary>
    /// <returns>The text; <see langword="null"/> when there is none.</returns>
    public static string? Text(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>Gets a member that is a whole number.</summary>
    /// <returns>The number; <see langword="null"/> when there is none.</returns>
    public static long? Number(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    /// <summary>Gets a member that is a time.</summary>
    /// <returns>The time; <see langword="null"/> when there is none.</returns>
    public static DateTimeOffset? Time(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time : null;

    /// <summary>Gets the members of an array.</summary>
    /// <returns>The members; <see langword="null"/> when there is no array.</returns>
    public static JsonElement.ArrayEnumerator? Items(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : null;
}
