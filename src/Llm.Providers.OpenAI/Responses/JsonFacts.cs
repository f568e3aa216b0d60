using System.Text.Json;

namespace Llm.Providers.OpenAI;

/// <summary>Tells what a member says.</summary>
internal static class JsonFacts
{
    /// <summary>Gets a value as it is kept on a response.</summary>
    /// <returns>A string, number, boolean or element; <see langword="null"/> for what says nothing: null, false, and what is empty.</returns>
    public static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
        JsonValueKind.True => true,
        JsonValueKind.Number when value.TryGetInt64(out var integer) => integer,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.Object when value.GetPropertyCount() > 0 => value,
        JsonValueKind.Array when value.GetArrayLength() > 0 => value,
        _ => null,
    };
}
