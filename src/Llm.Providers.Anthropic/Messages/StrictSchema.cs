using System.Buffers;
using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>Writes a schema in the part of JSON Schema that the API can bind an answer to. What it refuses goes into the description, where the model sees it.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations">the limits</see>.</remarks>
internal sealed class StrictSchema
{
    private const int Deepest = 48;

    private static readonly HashSet<string> s_formats = ["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"];

    private readonly Utf8JsonWriter _json;
    private readonly JsonElement _root;
    private readonly List<string> _dropped = [];
    private readonly List<string> _open = ["#"];

    private StrictSchema(Utf8JsonWriter json, JsonElement root) => (_json, _root) = (json, root);

    /// <summary>Writes a schema.</summary>
    /// <returns>The paths of the keywords that could not be sent as they are.</returns>
    public static IReadOnlyList<string> Write(Utf8JsonWriter json, JsonElement schema)
    {
        var writer = new StrictSchema(json, schema);
        writer.WriteSchema(schema, "$");
        return writer._dropped;
    }

    /// <summary>Tells the caller which keywords could not be sent.</summary>
    public static void Report(ChatCall call, string subject, IReadOnlyList<string> dropped)
    {
        if (dropped.Count > 0)
        {
            call.Warn($"{subject}: the API does not bind answers to {string.Join(", ", dropped)}; check them in the answer.");
        }
    }

    private void WriteSchema(JsonElement schema, string path)
    {
        _json.WriteStartObject();
        if (schema.ValueKind == JsonValueKind.Object)
        {
            WriteMembers(schema, path);
        }
        else if (schema.ValueKind == JsonValueKind.False)
        {
            _dropped.Add(path);
        }

        _json.WriteEndObject();
    }

    private void WriteMembers(JsonElement schema, string path)
    {
        if (schema.Text("$ref"u8) is { } reference)
        {
            WriteReference(schema, reference, path);
            return;
        }

        var lost = new List<JsonProperty>();
        var isObject = IsObject(schema);
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!TryWrite(keyword, isObject, path))
            {
                lost.Add(keyword);
            }
        }

        if (isObject)
        {
            WriteObjectMembers(schema);
        }

        WriteDescription(schema, lost, path);
    }

    private bool TryWrite(JsonProperty keyword, bool isObject, string path)
    {
        var value = keyword.Value;
        switch (keyword.Name)
        {
            case "description" or "$schema" or "$id" or "$comment":
                return true; // the description is written last; the others bind nothing
            case "type" or "title" or "enum" or "const" or "default" or "required":
                keyword.WriteTo(_json);
                return true;
            case "properties" or "$defs" or "definitions" when value.ValueKind == JsonValueKind.Object:
                WriteMap(keyword.Name, value, path);
                return true;
            case "items" when value.ValueKind is JsonValueKind.Object or JsonValueKind.True:
                _json.WritePropertyName("items"u8);
                WriteSchema(value, $"{path}.items");
                return true;
            case "anyOf" or "allOf" when value.ValueKind == JsonValueKind.Array:
                WriteList(keyword.Name, value, path);
                return true;
            case "oneOf" when value.ValueKind == JsonValueKind.Array:
                WriteList("anyOf", value, path); // the same for alternatives that exclude each other
                return true;
            case "format" when value.ValueKind == JsonValueKind.String && s_formats.Contains(value.GetString()!):
            case "minItems" when value.ValueKind == JsonValueKind.Number && value.GetDouble() is 0 or 1:
                keyword.WriteTo(_json);
                return true;
            case "additionalProperties":
                return isObject && value.ValueKind is JsonValueKind.False or JsonValueKind.True;
            default:
                return false;
        }
    }

    // Objects are closed: the API demands it.
    private void WriteObjectMembers(JsonElement schema)
    {
        if (!schema.TryGetProperty("type"u8, out _))
        {
            _json.WriteString("type"u8, "object"u8);
        }

        if (!schema.TryGetProperty("properties"u8, out _))
        {
            _json.WriteStartObject("properties"u8);
            _json.WriteEndObject();
        }

        _json.WriteBoolean("additionalProperties"u8, false);
    }

    private void WriteMap(string name, JsonElement map, string path)
    {
        _json.WriteStartObject(name);
        foreach (var member in map.EnumerateObject())
        {
            _json.WritePropertyName(member.Name);
            WriteSchema(member.Value, name == "properties" ? $"{path}.{member.Name}" : $"{path}.{name}.{member.Name}");
        }

        _json.WriteEndObject();
    }

    private void WriteList(string name, JsonElement list, string path)
    {
        _json.WriteStartArray(name);
        var index = 0;
        foreach (var member in list.EnumerateArray())
        {
            WriteSchema(member, $"{path}.{name}[{index++}]");
        }

        _json.WriteEndArray();
    }

    // References to definitions are understood; those to any other place are replaced by what stands there.
    private void WriteReference(JsonElement schema, string reference, string path)
    {
        if (reference.StartsWith("#/$defs/", StringComparison.Ordinal) || reference.StartsWith("#/definitions/", StringComparison.Ordinal))
        {
            _json.WriteString("$ref"u8, reference);
            foreach (var name in (ReadOnlySpan<string>)["$defs", "definitions"])
            {
                if (schema.TryGetProperty(name, out var definitions))
                {
                    WriteMap(name, definitions, path);
                }
            }

            return;
        }

        if (_open.Contains(reference) || _open.Count > Deepest || Find(reference) is not { } target)
        {
            _dropped.Add($"{path}.$ref"); // a schema that holds itself, or a place that is not there: anything goes
            return;
        }

        _open.Add(reference);
        WriteMembers(target, path);
        _open.RemoveAt(_open.Count - 1);
    }

    private JsonElement? Find(string reference)
    {
        if (!reference.StartsWith('#'))
        {
            return null;
        }

        var target = _root;
        foreach (var segment in reference[1..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(segment).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (target.ValueKind == JsonValueKind.Array && int.TryParse(name, System.Globalization.CultureInfo.InvariantCulture, out var index) && index < target.GetArrayLength())
            {
                target = target[index];
            }
            else if (target.ValueKind != JsonValueKind.Object || !target.TryGetProperty(name, out target))
            {
                return null;
            }
        }

        return target.ValueKind == JsonValueKind.Object ? target : null;
    }

    private void WriteDescription(JsonElement schema, List<JsonProperty> lost, string path)
    {
        var description = schema.Text("description"u8);
        if (lost.Count > 0)
        {
            _dropped.AddRange(lost.Select(k => $"{path}.{k.Name}"));
            var rules = Join(lost);
            description = string.IsNullOrEmpty(description) ? rules : $"{description}\n\n{rules}";
        }

        if (description is not null)
        {
            _json.WriteString("description"u8, description);
        }
    }

    private static string Join(List<JsonProperty> keywords)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var keyword in keywords)
            {
                keyword.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static bool IsObject(JsonElement schema) =>
        schema.TryGetProperty("type"u8, out var type)
            ? type.ValueKind == JsonValueKind.String ? type.ValueEquals("object"u8) : type.ValueKind == JsonValueKind.Array && type.EnumerateArray().Any(t => t.ValueEquals("object"u8))
            : schema.TryGetProperty("properties"u8, out _);
}
