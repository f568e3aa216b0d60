using System.Text.Json;
using System.Text.Json.Nodes;

namespace Llm.Providers.Google;

/// <summary>Puts what references point at in their place, and leaves out what is not among the keywords that are taken.</summary>
/// <remarks>
/// A schema that contains itself cannot be written out: such a place keeps a reference to a definition at the root, which the vendor unrolls as
/// far as it goes. See <see href="https://ai.google.dev/api/generate-content#generationconfig">responseJsonSchema</see>.
/// </remarks>
internal sealed class SchemaTransform(JsonElement schema, HashSet<string> keywords)
{
    private readonly SchemaReferences _references = new(JsonNode.Parse(schema.GetRawText()));
    private readonly List<string> _losses = [];

    /// <summary>Gets the places of what was left out.</summary>
    public IReadOnlyList<string> Losses => _losses;

    public JsonObject Run()
    {
        var result = _references.Enter("#", root => Node(root, "#"));
        var definitions = new JsonObject();
        while (_references.TryTakeRecursive(out var pointer, out var name))
        {
            definitions[name] = _references.Enter(pointer, target => Node(target, pointer));
        }

        if (definitions.Count > 0)
        {
            result["$defs"] = definitions;
        }

        return result;
    }

    private JsonObject Node(JsonNode? node, string path)
    {
        if (node is not JsonObject given)
        {
            if (node is JsonValue value && value.TryGetValue(out bool anything) && !anything)
            {
                Lose(path);
            }

            return [];
        }

        return given["$ref"] is JsonValue reference && reference.TryGetValue(out string? pointer) ? Reference(given, pointer, path) : Object(Merged(given, path), path);
    }

    private JsonObject Reference(JsonObject given, string pointer, string path)
    {
        if (_references.IsRecursive(pointer, out var name))
        {
            foreach (var (keyword, _) in given)
            {
                if (keyword != "$ref")
                {
                    Lose($"{path}/{keyword}"); // nothing may stand beside a reference
                }
            }

            return new() { ["$ref"] = $"#/$defs/{name}" };
        }

        return _references.Enter(pointer, target =>
        {
            if (target is not JsonObject found)
            {
                Lose($"{path}/$ref");
                found = [];
            }

            var whole = (JsonObject)found.DeepClone();
            foreach (var (keyword, value) in given)
            {
                if (keyword != "$ref" && !(SaysNothing(value) && whole.ContainsKey(keyword)))
                {
                    whole[keyword] = value?.DeepClone();
                }
            }

            return Node(whole, path);
        });
    }

    // Microsoft.Extensions.AI writes "items": {} beside a reference to an array: anything is allowed there, but what the target says counts.
    private static bool SaysNothing(JsonNode? value) => value is JsonObject { Count: 0 };

    private JsonObject Object(JsonObject given, string path)
    {
        var result = new JsonObject();
        foreach (var (keyword, value) in given)
        {
            var place = $"{path}/{keyword}";
            switch (keyword)
            {
                case "$schema" or "$id" or "$comment" or "$defs" or "definitions":
                    break;
                case "properties" when value is JsonObject properties:
                    result[keyword] = new JsonObject(properties.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, Node(p.Value, $"{place}/{p.Key}"))));
                    break;
                case "items" when value is JsonArray items:
                    result["prefixItems"] = List(items, place);
                    break;
                case "items":
                    result[keyword] = Node(value, place);
                    break;
                case "additionalProperties":
                    result[keyword] = value is JsonObject ? Node(value, place) : value?.DeepClone();
                    break;
                case "prefixItems" or "anyOf" or "oneOf" when value is JsonArray branches:
                    result[keyword] = List(branches, place);
                    break;
                default:
                    Keyword(given, result, keyword, value, place);
                    break;
            }
        }

        return result;
    }

    private void Keyword(JsonObject given, JsonObject result, string keyword, JsonNode? value, string place)
    {
        switch (keyword)
        {
            case "const" when !given.ContainsKey("enum") && value?.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                result["enum"] = new JsonArray(value.DeepClone());
                break;
            case "exclusiveMinimum" or "exclusiveMaximum" when IsWhole(given, value, out var limit):
                var (bound, step) = keyword == "exclusiveMinimum" ? ("minimum", 1) : ("maximum", -1);
                result[bound] = limit + step;
                break;
            case "default" when !keywords.Contains(keyword):
                var words = $"Default value: {value?.ToJsonString() ?? "null"}";
                result["description"] = given["description"] is { } description ? $"{description} ({words})" : words;
                break;
            case "description" when result.ContainsKey(keyword):
                break; // written together with the default
            case var known when keywords.Contains(known):
                result[known] = value?.DeepClone();
                break;
            default:
                Lose(place);
                break;
        }
    }

    private JsonArray List(JsonArray branches, string place)
    {
        var result = new JsonArray();
        for (var i = 0; i < branches.Count; i++)
        {
            result.Add((JsonNode)Node(branches[i], $"{place}/{i}"));
        }

        return result;
    }

    // All of several schemas is one schema with what each of them says; where they contradict each other, the first one counts.
    private JsonObject Merged(JsonObject given, string path)
    {
        if (given["allOf"] is not JsonArray branches)
        {
            return given;
        }

        var whole = (JsonObject)given.DeepClone();
        whole.Remove("allOf");
        for (var i = 0; i < branches.Count; i++)
        {
            foreach (var (keyword, value) in Node(branches[i], $"{path}/allOf/{i}"))
            {
                switch (whole[keyword], value)
                {
                    case (null, _):
                        whole[keyword] = value?.DeepClone();
                        break;
                    case (JsonObject mine, JsonObject more) when keyword == "properties":
                        more.Where(p => !mine.ContainsKey(p.Key)).ToList().ForEach(p => mine[p.Key] = p.Value?.DeepClone());
                        break;
                    case (JsonArray mine, JsonArray more) when keyword == "required":
                        more.Where(name => !mine.Any(m => JsonNode.DeepEquals(m, name))).ToList().ForEach(name => mine.Add(name?.DeepClone()));
                        break;
                    case (var mine, var more) when !JsonNode.DeepEquals(mine, more):
                        Lose($"{path}/allOf/{i}/{keyword}");
                        break;
                }
            }
        }

        return whole;
    }

    private static bool IsWhole(JsonObject given, JsonNode? value, out long limit)
    {
        limit = 0;
        return given["type"] is JsonValue type && type.TryGetValue(out string? name) && name == "integer" && value is JsonValue number && number.TryGetValue(out limit);
    }

    private void Lose(string place)
    {
        if (!_losses.Contains(place))
        {
            _losses.Add(place);
        }
    }
}
