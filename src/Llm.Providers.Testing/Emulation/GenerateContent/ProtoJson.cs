using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Reads JSON as servers made of protocol buffers do: a field is found by its name in camelCase and in snake_case.</summary>
/// <remarks>See <see href="https://protobuf.dev/programming-guides/json/">ProtoJSON</see>.</remarks>
internal static class ProtoJson
{
    /// <summary>The field, or an element of kind <see cref="JsonValueKind.Undefined"/> when it is missing or null.</summary>
    public static JsonElement Field(this JsonElement element, string name) => element.Has(name) ? element.Member(name) : element.Member(Snake(name));

    public static string TextField(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    public static IEnumerable<JsonElement> ListField(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    public static string Camel(string name)
    {
        var camel = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            var joins = name[i] == '_' && i > 0 && i + 1 < name.Length;
            camel.Append(joins ? char.ToUpper(name[++i], CultureInfo.InvariantCulture) : name[i]);
        }

        return camel.ToString();
    }

    private static string Snake(string name) =>
        string.Concat(name.Select(c => char.IsUpper(c) ? string.Create(CultureInfo.InvariantCulture, $"_{char.ToLower(c, CultureInfo.InvariantCulture)}") : c.ToString()));
}
