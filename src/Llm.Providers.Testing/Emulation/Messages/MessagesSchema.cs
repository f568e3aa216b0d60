using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Checks what the vendor demands of a schema that binds an answer: closed objects, and no bounds.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations"/>.</remarks>
internal static class MessagesSchema
{
    private static readonly string[] s_refused =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "maxItems", "uniqueItems", "contains", "prefixItems",
        "minProperties", "maxProperties", "patternProperties", "propertyNames", "not", "if", "then", "else", "oneOf", "dependentRequired", "dependentSchemas",
    ];

    public static void Check(JsonElement schema, string path)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var type = schema.TextOr("type", "");
        if (s_refused.FirstOrDefault(name => schema.Has(name)) is { } keyword)
        {
            throw MessagesFaults.Invalid(type.Length > 0 ? $"{path}: For '{type}' type, property '{keyword}' is not supported" : $"{path}: Schema keyword '{keyword}' is not supported");
        }

        if (schema.NumberOr("minItems", 0) > 1)
        {
            throw MessagesFaults.Invalid($"{path}: For 'array' type, 'minItems' values other than 0 or 1 are not supported");
        }

        if (type == "object" && schema.Member("additionalProperties").ValueKind != JsonValueKind.False)
        {
            throw MessagesFaults.Invalid($"{path}: For 'object' type, 'additionalProperties' must be explicitly set to false");
        }

        foreach (var inner in Inner(schema))
        {
            Check(inner, path);
        }
    }

    private static IEnumerable<JsonElement> Inner(JsonElement schema) =>
        new[] { "properties", "$defs", "definitions" }.SelectMany(name => schema.Members(name).Select(member => member.Value))
            .Concat(new[] { "anyOf", "allOf" }.SelectMany(name => schema.Items(name)))
            .Append(schema.Member("items"));
}
