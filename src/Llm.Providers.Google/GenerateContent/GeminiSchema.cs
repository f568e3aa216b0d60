using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>A JSON schema in the form the vendor takes, and what it had to lose for that. Each is transformed once.</summary>
internal sealed class GeminiSchema
{
    // What the vendor's own list names: https://ai.google.dev/api/generate-content#generationconfig, responseJsonSchema.
    private static readonly HashSet<string> s_ofAnswers =
    [
        "type", "format", "title", "description", "enum", "items", "prefixItems", "minItems", "maxItems", "minimum", "maximum", "anyOf", "oneOf",
        "properties", "additionalProperties", "required", "propertyOrdering",
    ];

    // Parameters of functions are taken with more than that; these were in requests that are known to have been answered.
    private static readonly HashSet<string> s_ofParameters = [.. s_ofAnswers, "pattern", "minLength", "maxLength", "uniqueItems", "default"];

    private static readonly ConditionalWeakTable<AIFunctionDeclaration, GeminiSchema> s_functions = [];
    private static readonly ConditionalWeakTable<ChatResponseFormatJson, GeminiSchema> s_formats = [];

    private readonly JsonObject _schema;
    private readonly string _owner;
    private readonly IReadOnlyList<string> _losses;

    private GeminiSchema(JsonElement schema, HashSet<string> keywords, string owner)
    {
        var transform = new SchemaTransform(schema, keywords);
        _schema = transform.Run();
        _losses = transform.Losses;
        _owner = owner;
    }

    public static GeminiSchema OfParameters(AIFunctionDeclaration function) => s_functions.GetValue(function, static f =>
    {
        var schema = new GeminiSchema(f.JsonSchema, s_ofParameters, $"The schema of {f.Name}");
        if (!schema._schema.ContainsKey("type") && !schema._schema.ContainsKey("anyOf"))
        {
            // A function without parameters has an empty or boolean schema; the vendor wants an object.
            schema._schema["type"] = "object";
            schema._schema.TryAdd("properties", new JsonObject());
        }

        return schema;
    });

    public static GeminiSchema OfAnswer(JsonElement schema, ChatResponseFormatJson format) => s_formats.GetValue(format, f =>
    {
        var result = new GeminiSchema(schema, s_ofAnswers, "ChatOptions.ResponseFormat");
        TryAdd(result._schema, "title", f.SchemaName);
        TryAdd(result._schema, "description", f.SchemaDescription);
        return result;
    });

    public void Write(Utf8JsonWriter json, ChatCall call)
    {
        _schema.WriteTo(json);
        foreach (var path in _losses)
        {
            call.Unsupported($"{_owner}: {path}", "is not taken by generate-content");
        }
    }

    private static void TryAdd(JsonObject schema, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && !schema.ContainsKey("$ref"))
        {
            schema.TryAdd(name, value);
        }
    }
}
