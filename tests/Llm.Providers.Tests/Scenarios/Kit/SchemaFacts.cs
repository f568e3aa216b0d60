using System.Text.Json;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>What a JSON schema says in whichever dialect: for each value its path, types and choices, whether it must be there, and what is said of it.</summary>
internal sealed class SchemaFacts
{
    private const int Deepest = 12;

    private readonly JsonElement _root;
    private readonly SortedDictionary<string, string> _types = new(StringComparer.Ordinal);

    private SchemaFacts(JsonElement root)
    {
        _root = root;
        Add(root, "$", Deepest);
        _types.Remove("$"); // a tool without parameters may be sent without a schema
    }

    /// <summary>Gets the paths of what must be there.</summary>
    public SortedSet<string> Required { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets description and default of each value, as far as it has them.</summary>
    public Dictionary<string, List<string>> Notes { get; } = [];

    /// <summary>Gets a line for each value, with its types and choices.</summary>
    public IEnumerable<string> Types => _types.Select(t => $"{t.Key}: {t.Value}");

    public static SchemaFacts Read(JsonElement? schema) => new(schema ?? default);

    /// <summary>Gives <see cref="Types"/> of a schema.</summary>
    public static IEnumerable<string> Of(JsonElement? schema) => Read(schema).Types;

    private void Add(JsonElement schema, string path, int depth)
    {
        var own = schema;
        schema = Follow(schema);
        if (schema.ValueKind != JsonValueKind.Object || depth == 0)
        {
            return;
        }

        _types[path] = TypesOf(schema);
        Notes[path] = [.. new[] { own, schema }.SelectMany(s => new[] { "description", "default" }.Select(name => Member(s, name))).Where(n => n.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)).Select(Plain)];
        foreach (var shape in Shapes(schema))
        {
            Required.UnionWith(Items(shape, "required").Select(name => $"{path}.{name.GetString()}"));
            if (Member(shape, "properties") is { ValueKind: JsonValueKind.Object } properties)
            {
                foreach (var property in properties.EnumerateObject())
                {
                    Add(property.Value, $"{path}.{property.Name}", depth - 1);
                }
            }

            Add(Member(shape, "items"), $"{path}[]", depth - 1);
        }
    }

    private string TypesOf(JsonElement schema)
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        var choices = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var shape in Shapes(schema))
        {
            var type = Member(shape, "type");
            types.UnionWith((type.ValueKind == JsonValueKind.String ? new[] { type } : [.. Items(shape, "type")]).Select(t => t.GetString()!.ToLowerInvariant()));
            types.UnionWith(Member(shape, "nullable").ValueKind == JsonValueKind.True ? ["null"] : []);
            choices.UnionWith(Items(shape, "enum").Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!));
        }

        // A list of words needs no type to be one of strings.
        types.UnionWith(choices.Count > 0 ? ["string"] : []);
        return string.Join('|', types) + (choices.Count > 0 ? $" of {string.Join(',', choices)}" : "");
    }

    /// <summary>The schema itself and the alternatives it is made of.</summary>
    private IEnumerable<JsonElement> Shapes(JsonElement schema) => new[] { schema }.Concat(Items(schema, "anyOf").Concat(Items(schema, "oneOf")).Select(Follow));

    private JsonElement Follow(JsonElement schema) =>
        Member(schema, "$ref") is { ValueKind: JsonValueKind.String } reference
            ? reference.GetString()!.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(_root, Member)
            : schema;

    // A default that was moved into the description stands there as JSON.
    private static string Plain(JsonElement note) =>
        (note.ValueKind == JsonValueKind.String ? note.GetString()! : note.GetRawText()).Replace("\\u0022", "\"", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;

    private static JsonElement Member(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;
}
