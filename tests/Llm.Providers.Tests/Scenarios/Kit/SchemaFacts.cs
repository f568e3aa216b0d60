using System.Text.Json;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>What a JSON schema says in whichever dialect: a line for each value with its path, types and choices.</summary>
internal static class SchemaFacts
{
    private const int Deepest = 12;

    public static IReadOnlyList<string> Of(JsonElement? schema)
    {
        var facts = new List<string>();
        if (schema is { ValueKind: JsonValueKind.Object } root)
        {
            Add(root, root, "$", facts, Deepest);
        }

        facts.RemoveAll(f => f.StartsWith("$:", StringComparison.Ordinal)); // a tool without parameters may be sent without a schema
        facts.Sort(StringComparer.Ordinal);
        return facts;
    }

    private static void Add(JsonElement schema, JsonElement root, string path, List<string> facts, int depth)
    {
        schema = Follow(schema, root);
        if (schema.ValueKind != JsonValueKind.Object || depth == 0)
        {
            return;
        }

        var types = new SortedSet<string>(StringComparer.Ordinal);
        var choices = new SortedSet<string>(StringComparer.Ordinal);
        Collect(schema, root, types, choices);
        facts.Add($"{path}: {string.Join('|', types)}{(choices.Count > 0 ? $" of {string.Join(',', choices)}" : "")}");
        foreach (var shape in Shapes(schema, root))
        {
            foreach (var property in Member(shape, "properties") is { ValueKind: JsonValueKind.Object } properties ? [.. properties.EnumerateObject()] : Array.Empty<JsonProperty>())
            {
                Add(property.Value, root, $"{path}.{property.Name}", facts, depth - 1);
            }

            if (Member(shape, "items") is { ValueKind: JsonValueKind.Object } items)
            {
                Add(items, root, $"{path}[]", facts, depth - 1);
            }
        }
    }

    private static void Collect(JsonElement schema, JsonElement root, SortedSet<string> types, SortedSet<string> choices)
    {
        foreach (var shape in Shapes(schema, root))
        {
            switch (Member(shape, "type"))
            {
                case { ValueKind: JsonValueKind.String } one:
                    types.Add(one.GetString()!.ToLowerInvariant());
                    break;
                case { ValueKind: JsonValueKind.Array } several:
                    types.UnionWith(several.EnumerateArray().Select(t => t.GetString()!.ToLowerInvariant()));
                    break;
            }

            if (Member(shape, "nullable") is { ValueKind: JsonValueKind.True })
            {
                types.Add("null");
            }

            choices.UnionWith(Member(shape, "enum") is { ValueKind: JsonValueKind.Array } values ? values.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!) : []);
        }

        // A list of words needs no type to be one of strings.
        if (choices.Count > 0)
        {
            types.Add("string");
        }
    }

    /// <summary>The schema itself and the alternatives it is made of.</summary>
    private static IEnumerable<JsonElement> Shapes(JsonElement schema, JsonElement root) =>
        new[] { schema }.Concat(new[] { "anyOf", "oneOf" }.SelectMany(name => Member(schema, name) is { ValueKind: JsonValueKind.Array } branches ? branches.EnumerateArray().Select(b => Follow(b, root)) : []));

    private static JsonElement Follow(JsonElement schema, JsonElement root)
    {
        if (Member(schema, "$ref") is not { ValueKind: JsonValueKind.String } reference)
        {
            return schema;
        }

        var target = root;
        foreach (var step in reference.GetString()!.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            target = Member(target, step);
        }

        return target;
    }

    private static JsonElement Member(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;
}
