using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Llm.Providers.Testing;

/// <summary>Makes up JSON that satisfies a schema in a plain way, with words and numbers taken from a prompt.</summary>
/// <remarks>It knows types, enums, constants, bounds, formats, unions and references; it does not try to satisfy <c>pattern</c> or <c>not</c>.</remarks>
internal sealed partial class JsonSynthesizer
{
    /// <summary>Where optional properties end, so that schemas that contain themselves come to an end.</summary>
    private const int DeepestOptional = 4;

    /// <summary>Where a schema that demands itself for ever is given up.</summary>
    private const int Deepest = 32;

    private const string DefaultPlace = "Oslo";

    private readonly Utf8JsonWriter _writer;
    private readonly JsonElement _root;
    private readonly string _prompt;
    private readonly Queue<string> _words;
    private readonly Queue<double> _numbers;

    private JsonSynthesizer(Utf8JsonWriter writer, JsonElement root, string prompt)
    {
        _writer = writer;
        _root = root;
        _prompt = prompt;
        _words = new([.. Quoted().Matches(prompt).Select(match => match.Groups[1].Value), .. Name().Matches(prompt).Select(match => match.Value)]);
        _numbers = new(Digits().Matches(prompt).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture)));
    }

    public static string Make(JsonElement schema, string prompt) =>
        JsonText.WriteString(writer => new JsonSynthesizer(writer, schema, prompt).Write(schema, 0));

    private void Write(JsonElement schema, int depth)
    {
        schema = Resolve(schema, depth);
        if (schema.ValueKind != JsonValueKind.Object)
        {
            _writer.WriteStringValue(Next(_words, DefaultPlace));
        }
        else if (schema.TryGetProperty("const", out var constant))
        {
            constant.WriteTo(_writer);
        }
        else if (schema.TryGetProperty("enum", out var values) && values.GetArrayLength() > 0)
        {
            Mentioned(values).WriteTo(_writer);
        }
        else
        {
            WriteTyped(schema, TypeOf(schema), depth);
        }
    }

    private void WriteTyped(JsonElement schema, string type, int depth)
    {
        switch (type)
        {
            case "object":
                WriteObject(schema, depth);
                break;
            case "array":
                WriteArray(schema, depth);
                break;
            case "integer":
                _writer.WriteNumberValue((long)Math.Ceiling(Number(schema)));
                break;
            case "number":
                _writer.WriteNumberValue(Number(schema));
                break;
            case "boolean":
                _writer.WriteBooleanValue(true);
                break;
            case "null":
                _writer.WriteNullValue();
                break;
            default:
                _writer.WriteStringValue(Text(schema));
                break;
        }
    }

    private void WriteObject(JsonElement schema, int depth)
    {
        var required = schema.Items("required").Select(name => name.GetString()).ToHashSet();
        _writer.WriteStartObject();
        foreach (var property in schema.Members("properties"))
        {
            if (required.Contains(property.Name) || (required.Count == 0 && depth < DeepestOptional))
            {
                _writer.WritePropertyName(property.Name);
                Write(property.Value, depth + 1);
            }
        }

        _writer.WriteEndObject();
    }

    private void WriteArray(JsonElement schema, int depth)
    {
        var least = (int)schema.NumberOr("minItems", 0);
        var most = (int)schema.NumberOr("maxItems", int.MaxValue);
        var count = Math.Min(most, Math.Max(least, depth < DeepestOptional ? 1 : 0));
        _writer.WriteStartArray();
        for (var index = 0; index < count; index++)
        {
            Write(schema.TryGetProperty("items", out var item) ? item : default, depth + 1);
        }

        _writer.WriteEndArray();
    }

    /// <summary>Follows references and unions to a schema that says what it is.</summary>
    private JsonElement Resolve(JsonElement schema, int depth)
    {
        for (var step = depth; schema.ValueKind == JsonValueKind.Object; step++)
        {
            if (step > Deepest)
            {
                throw Invalid("it demands itself without end");
            }

            if (schema.TextOr("$ref", "") is { Length: > 0 } reference)
            {
                schema = Follow(reference);
            }
            else if (Branches(schema).FirstOrDefault() is { ValueKind: JsonValueKind.Object } branch)
            {
                schema = branch;
            }
            else
            {
                break;
            }
        }

        return schema;
    }

    private static IEnumerable<JsonElement> Branches(JsonElement schema) =>
        schema.Items("anyOf").Concat(schema.Items("oneOf")).Concat(schema.Items("allOf")).OrderBy(branch => branch.TextOr("type", "") == "null");

    private JsonElement Follow(string reference)
    {
        var target = _root;
        foreach (var segment in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(segment).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            var found = target.ValueKind == JsonValueKind.Array
                ? int.TryParse(name, out var index) && index < target.GetArrayLength() ? target[index] : default
                : target.TryGetProperty(name, out var member) ? member : default;
            target = found.ValueKind != JsonValueKind.Undefined
                ? found
                : throw Invalid($"'{reference}' leads nowhere");
        }

        return target;
    }

    private static EmulatorRejectionException Invalid(string fault) =>
        new(new() { Status = 400, Message = $"Invalid schema: {fault}.", Code = "invalid_schema" });

    private static string TypeOf(JsonElement schema)
    {
        if (schema.TryGetProperty("type", out var type))
        {
            return type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray().Select(option => option.GetString()!).OrderBy(option => option == "null").FirstOrDefault("string")
                : type.GetString() ?? "string";
        }

        return schema.TryGetProperty("properties", out _) ? "object" : schema.TryGetProperty("items", out _) ? "array" : "string";
    }

    private JsonElement Mentioned(JsonElement values) => values.EnumerateArray()
        .OrderByDescending(value => value.ValueKind == JsonValueKind.String && _prompt.Contains(value.GetString()!, StringComparison.OrdinalIgnoreCase))
        .First();

    private double Number(JsonElement schema)
    {
        var above = schema.NumberOr("exclusiveMinimum", double.NegativeInfinity);
        var below = schema.NumberOr("exclusiveMaximum", double.PositiveInfinity);
        var least = schema.NumberOr("minimum", above + 1);
        var most = schema.NumberOr("maximum", below - 1);
        var number = least <= most ? Math.Clamp(Next(_numbers, 1), least, most) : (above + below) / 2;
        var step = schema.NumberOr("multipleOf", 0);
        return step > 0 ? Math.Ceiling(number / step) * step : number;
    }

    /// <summary>Hands out what the prompt offers in its order; the last serves for all that is still asked.</summary>
    private static T Next<T>(Queue<T> offers, T fallback) => offers.Count switch
    {
        0 => fallback,
        1 => offers.Peek(),
        _ => offers.Dequeue(),
    };

    private string Text(JsonElement schema)
    {
        var text = schema.TextOr("format", "") switch
        {
            "date-time" => "2025-01-01T12:00:00Z",
            "date" => "2025-01-01",
            "time" => "12:00:00Z",
            "duration" => "PT1H",
            "email" => "ada@example.com",
            "uri" => "https://example.com/",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            "ipv4" => "127.0.0.1",
            "ipv6" => "::1",
            _ => Next(_words, DefaultPlace),
        };
        var longest = (int)schema.NumberOr("maxLength", int.MaxValue);
        return text.Length > longest ? text[..longest] : text.PadRight((int)schema.NumberOr("minLength", 0), '.');
    }

    // A name: capitalised words in a row, not at the beginning of a sentence.
    [GeneratedRegex(@"(?<=[\p{L}\p{N},;:'’)] )\p{Lu}\p{Ll}[\p{L}'’-]*(?: \p{Lu}\p{Ll}[\p{L}'’-]*)*")]
    private static partial Regex Name();

    [GeneratedRegex("[\"“«]([^\"”»]+)[\"”»]")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"-?\d+(?:\.\d+)?")]
    private static partial Regex Digits();
}
