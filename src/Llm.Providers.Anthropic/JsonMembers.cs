using System.Runtime.InteropServices;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>Reads members that may be absent, null or of another kind: what is beside the answer must not spoil it.</summary>
internal static class JsonMembers
{
    /// <summary>Gets a member that is a string; half a surrogate pair becomes U+FFFD.</summary>
    /// <returns>The text; <see langword="null"/> when there is none.</returns>
    public static string? Text(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        if (parent.Member(name) is not { ValueKind: JsonValueKind.String } value)
        {
            return null;
        }

        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value));
        reader.Read();
        return JsonText.GetStringOrNull(ref reader);
    }

    /// <summary>Gets a member that is a whole number.</summary>
    /// <returns>The number; <see langword="null"/> when there is none.</returns>
    public static long? Number(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>Gets the members of an array.</summary>
    /// <returns>The members; none when there is no array.</returns>
    public static JsonElement.ArrayEnumerator Items(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : default;

    /// <summary>Gets a member that is there and not null; otherwise an element of the kind <see cref="JsonValueKind.Undefined"/>.</summary>
    public static JsonElement Member(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : default;

    /// <summary>Tells whether a value is there and not null.</summary>
    public static bool Exists(this JsonElement value) => value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);
}
