using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>Writes the schema of a tool's parameters in the form the server understands.</summary>
/// <remarks>
/// The server reads the schema into types of its own: a property that is <c>true</c> instead of an object is an error there, and a
/// <c>$ref</c> in a property is dropped without a word. So references are written out, and booleans as objects. All other keywords are sent
/// as they are, whether the server shows them to the model or not.
/// </remarks>
internal readonly struct OllamaToolSchema(ChatCall call, Utf8JsonWriter json, string tool, JsonElement root)
{
    public static void Write(ChatCall call, Utf8JsonWriter json, AIFunctionDeclaration function) =>
        new OllamaToolSchema(call, json, function.Name, function.JsonSchema).WriteRoot();

    private void WriteRoot()
    {
        json.WriteStartObject();
        var hasType = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("type"u8, out _);
        var hasProperties = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("properties"u8, out _);
        if (!hasType)
        {
            json.WriteString("type"u8, "object"u8);
        }

        if (root.ValueKind == JsonValueKind.Object)
        {
            WriteMembers(root, "", null);
        }

        if (!hasProperties)
        {
            json.WriteStartObject("properties"u8);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteSchema(JsonElement schema, string path, Followed? followed)
    {
        switch (schema.ValueKind)
        {
            case JsonValueKind.True:
                json.WriteStartObject();
                json.WriteEndObject();
                break;
            case JsonValueKind.False:
                json.WriteStartObject();
                json.WriteStartObject("not"u8);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            case JsonValueKind.Object:
                json.WriteStartObject();
                WriteMembers(schema, path, followed);
                json.WriteEndObject();
                break;
            default:
                schema.WriteTo(json);
                break;
        }
    }

    // Members beside a reference count too, and before those of its target.
    private void WriteMembers(JsonElement schema, string path, Followed? followed)
    {
        HashSet<string>? written = null;
        for (JsonElement? current = schema; current is { } part;)
        {
            var reference = part.TryGetProperty("$ref"u8, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            written ??= reference is null ? null : [];
            foreach (var member in part.EnumerateObject())
            {
                // What refers to definitions is written out. What says nothing takes nothing from the target: Microsoft.Extensions.AI writes "items": {} beside a reference.
                if (member.Name is not ("$ref" or "$defs" or "definitions") && !(reference is not null && SaysNothing(member.Value)) && written?.Add(member.Name) != false)
                {
                    json.WritePropertyName(member.Name);
                    WriteMember(member, $"{path}/{member.Name}", followed);
                }
            }

            current = reference is null ? null : Follow(reference, path, ref followed);
        }
    }

    private static bool SaysNothing(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 0;

    private void WriteMember(JsonProperty member, string path, Followed? followed)
    {
        switch (member.Name)
        {
            case "properties" or "patternProperties" when member.Value.ValueKind == JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var property in member.Value.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    WriteSchema(property.Value, $"{path}/{property.Name}", followed);
                }

                json.WriteEndObject();
                break;
            case "anyOf" or "oneOf" or "allOf" or "prefixItems" when member.Value.ValueKind == JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in member.Value.EnumerateArray())
                {
                    WriteSchema(item, path, followed);
                }

                json.WriteEndArray();
                break;
            case "items" or "not" or "contains" or "propertyNames":
                WriteSchema(member.Value, path, followed);
                break;
            default:
                member.Value.WriteTo(json);
                break;
        }
    }

    private JsonElement? Follow(string reference, string path, ref Followed? followed)
    {
        for (var earlier = followed; earlier is not null; earlier = earlier.Before)
        {
            if (earlier.Reference == reference)
            {
                call.Warn($"The schema of the tool {tool} refers to itself at {path}: from there on it was sent as any value.");
                return null;
            }
        }

        if (Find(reference) is not { ValueKind: JsonValueKind.Object } target)
        {
            call.Warn($"The schema of the tool {tool} refers to {reference} at {path}, which is not in it: it was sent as any value.");
            return null;
        }

        followed = new(reference, followed);
        return target;
    }

    // "#/$defs/node", as RFC 6901 has it.
    private JsonElement? Find(string reference)
    {
        if (!reference.StartsWith('#'))
        {
            return null;
        }

        var found = root;
        foreach (var segment in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(segment).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (found.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && (uint)index < (uint)found.GetArrayLength())
            {
                found = found[index];
            }
            else if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
            {
                return null;
            }
        }

        return found;
    }

    private sealed record Followed(string Reference, Followed? Before);
}
