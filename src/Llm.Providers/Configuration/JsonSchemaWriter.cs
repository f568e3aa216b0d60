using System.Globalization;
using System.Text.Json;

namespace Llm.Providers;

/// <summary>Writes settings as JSON Schema.</summary>
internal static class JsonSchemaWriter
{
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

    private static void WriteField(Utf8JsonWriter json, ConfigField field)
    {
        json.WriteStartObject();
        WriteType(json, field);
        WriteOptional(json, "title", field.Label);
        WriteOptional(json, "description", field.Description);
        WriteDefault(json, field);
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

    private static void WriteType(Utf8JsonWriter json, ConfigField field)
    {
        json.WriteString("type", field.Type switch
        {
            ConfigFieldType.Integer => "integer",
            ConfigFieldType.Number or ConfigFieldType.Seconds => "number",
            ConfigFieldType.Boolean => "boolean",
            ConfigFieldType.List => "array",
            ConfigFieldType.Map => "object",
            _ => "string",
        });
        switch (field.Type)
        {
            case ConfigFieldType.Uri:
                json.WriteString("format", "uri");
                break;
            case ConfigFieldType.Choice:
                json.WriteStartArray("enum");
                foreach (var choice in field.Choices)
                {
                    json.WriteStringValue(choice);
                }

                json.WriteEndArray();
                break;
            case ConfigFieldType.List or ConfigFieldType.Map:
                json.WriteStartObject(field.Type == ConfigFieldType.List ? "items" : "additionalProperties");
                json.WriteString("type", "string");
                json.WriteEndObject();
                break;
        }
    }

    private static void WriteDefault(Utf8JsonWriter json, ConfigField field)
    {
        if (field.Secret || field.Default is not { } value)
        {
            return;
        }

        switch (field.Type)
        {
            case ConfigFieldType.Integer or ConfigFieldType.Number or ConfigFieldType.Seconds:
                json.WriteNumber("default", double.Parse(value, CultureInfo.InvariantCulture));
                break;
            case ConfigFieldType.Boolean:
                json.WriteBoolean("default", bool.Parse(value));
                break;
            default:
                json.WriteString("default", value);
                break;
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
