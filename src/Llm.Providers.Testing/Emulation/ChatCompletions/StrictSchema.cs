using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Checks what OpenAI demands of a schema sent with <c>strict</c>: closed objects that require all of their properties.</summary>
/// <remarks>See <see href="https://platform.openai.com/docs/guides/structured-outputs#supported-schemas"/>.</remarks>
internal static class StrictSchema
{
    /// <summary>Checks a schema and everything inside of it.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="subject">Whose schema it is, for the message: <c>function 'name'</c>.</param>
    /// <param name="parameter">Where it stands in the request.</param>
    /// <param name="code">The code of the refusal.</param>
    /// <exception cref="EmulatorRejectionException">The schema is not strict.</exception>
    public static void Check(JsonElement schema, string subject, string parameter, string? code)
    {
        if (Fault(schema, "()") is { } fault)
        {
            throw Rejections.Invalid($"Invalid schema for {subject}: {fault}", parameter, code);
        }
    }

    private static string? Fault(JsonElement schema, string context)
    {
        if (schema.TextOr("type", "") == "object" || schema.Has("properties"))
        {
            if (schema.Member("additionalProperties").ValueKind != JsonValueKind.False)
            {
                return $"In context={context}, 'additionalProperties' is required to be supplied and to be false.";
            }

            var required = schema.Items("required").Select(name => name.GetString()).ToHashSet();
            if (schema.Members("properties").Select(property => property.Name).FirstOrDefault(name => !required.Contains(name)) is { } missing)
            {
                return $"In context={context}, 'required' is required to be an array including every key in properties. Missing '{missing}'.";
            }
        }

        return Inner(schema).Select(inner => Fault(inner.Schema, $"('{inner.Place}')")).FirstOrDefault(fault => fault is not null);
    }

    private static IEnumerable<(string Place, JsonElement Schema)> Inner(JsonElement schema)
    {
        string[] maps = ["properties", "$defs", "definitions"];
        string[] lists = ["anyOf", "oneOf", "allOf"];
        return maps.SelectMany(name => schema.Members(name).Select(member => (member.Name, member.Value)))
            .Concat(lists.SelectMany(name => schema.Items(name).Select(item => (name, item))))
            .Concat(schema.Has("items") ? [("items", schema.Member("items"))] : []);
    }
}
