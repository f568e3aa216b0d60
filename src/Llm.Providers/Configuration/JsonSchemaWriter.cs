using System.Globalization;
using System.Text.Json;

namespace Llm.Providers;

/// <summary>Writes settings as JSON Schema.</summary>
internal static class JsonSchemaWriter
{
    private const string SecondsPattern = @"^-?(\d+(\.\d+)?|(\d+\.)?\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?)$";

    /// <summary>Writes the schema of a section as a document of its own.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ConfigField> fields)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var field in fields)
        {
            json.WritePropertyName(field.Key);
            WriteField(json, field);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes the schema of one setting.</summary>
    public static void WriteField(Utf8JsonWriter json, ConfigField field)
    {
        json.WriteStartObject();
        WriteType(json, field);
        WriteOptional(json, "title", field.Label);
        WriteOptional(json, "description", field.Description);
        if (!field.Secret && field.Default is { } value)
        {
            json.WritePropertyName("default");
            WriteValue(json, field, value);
        }

        if (field.Minimum is { } minimum)
        {
            json.WriteNumber("minimum", minimum);
        }

        if (field.Maximum is { } maximum)
        {
            json.WriteNumber("maximum", maximum);
        }

        if (field.Secret)
        {
            json.WriteBoolean("writeOnly", true);
        }

        json.WriteEndObject();
    }

    /// <summary>Writes a value, given in its written form, as what it is in JSON.</summary>
    public static void WriteValue(Utf8JsonWriter json, ConfigField field, string value)
    {
        switch (field.Type)
        {
            case ConfigFieldType.Integer or ConfigFieldType.Number or ConfigFieldType.Seconds when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case ConfigFieldType.Boolean when bool.TryParse(value, out var flag):
                json.WriteBooleanValue(flag);
                break;
            case ConfigFieldType.List:
                json.WriteStartArray();
                SettingParser.Lines(value).ForEach(json.WriteStringValue);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue(value);
                break;
        }
    }

    private static void WriteType(Utf8JsonWriter json, ConfigField field)
    {
        switch (field.Type)
        {
            case ConfigFieldType.Integer:
                json.WriteString("type", "integer");
                break;
            case ConfigFieldType.Number:
                json.WriteString("type", "number");
                break;
            case ConfigFieldType.Boolean:
                json.WriteString("type", "boolean");
                break;
            case ConfigFieldType.Seconds:
                WriteTexts(json, "type", ["number", "string"]);
                json.WriteString("pattern", SecondsPattern);
                break;
            case ConfigFieldType.List or ConfigFieldType.Map: // or one text with all entries
                WriteTexts(json, "type", [field.Type == ConfigFieldType.List ? "array" : "object", "string"]);
                json.WriteStartObject(field.Type == ConfigFieldType.List ? "items" : "additionalProperties");
                json.WriteString("type", "string");
                WriteChoices(json, field);
                json.WriteEndObject();
                break;
            default:
                json.WriteString("type", "string");
                WriteOptional(json, "format", field.Type == ConfigFieldType.Uri ? "uri" : null);
                break;
        }

        if (field.Type == ConfigFieldType.Choice)
        {
            WriteChoices(json, field);
        }
    }

    private static void WriteChoices(Utf8JsonWriter json, ConfigField field)
    {
        if (field.Choices.Count > 0)
        {
            WriteTexts(json, "enum", field.Choices);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
