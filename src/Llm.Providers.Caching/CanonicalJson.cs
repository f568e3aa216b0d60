using System.Buffers;
using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Llm.Providers.Caching;

/// <summary>Writes values so that equal values are equal bytes: members in the order of their names.</summary>
internal static class CanonicalJson
{
    /// <summary>The names of this library that change what is sent; all others are notes about calls.</summary>
    private static readonly string[] s_counted = [LlmPropertyNames.Origin, LlmPropertyNames.RawArguments, LlmPropertyNames.Headers];

    public static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.Undefined:
                json.WriteNullValue();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }

    /// <summary>Makes JSON of a value that JSON can hold; a history that was stored and loaded again then gives the same key.</summary>
    public static bool TryConvert(object? value, out JsonElement converted)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            if (!TryWriteValue(json, value))
            {
                converted = default;
                return false;
            }
        }

        converted = JsonElement.Parse(buffer.WrittenSpan);
        return true;
    }

    /// <summary>Writes named values.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="properties">The values.</param>
    /// <param name="keepAll"><see langword="true"/> for names that come from outside; otherwise the notes of this library are left out.</param>
    /// <returns>Whether every value could be written.</returns>
    public static bool TryWriteProperties(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>>? properties, bool keepAll = false)
    {
        json.WriteStartObject();
        foreach (var (name, value) in (properties ?? []).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (!keepAll && name.StartsWith(LlmPropertyNames.Prefix, StringComparison.Ordinal) && !s_counted.Contains(name))
            {
                continue;
            }

            json.WritePropertyName(name);
            if (!TryWriteValue(json, value))
            {
                return false;
            }
        }

        json.WriteEndObject();
        return true;
    }

    public static bool TryWriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                return true;
            case JsonElement element:
                Write(json, element);
                return true;
            case JsonNode node:
                Write(json, JsonElement.Parse(node.ToJsonString()));
                return true;
            case string text:
                json.WriteStringValue(text);
                return true;
            case bool flag:
                json.WriteBooleanValue(flag);
                return true;
            case Enum:
                json.WriteStringValue($"{value.GetType().FullName}.{value}");
                return true;
            case sbyte or byte or short or ushort or int or uint or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return true;
            case ulong number:
                json.WriteNumberValue(number);
                return true;
            case decimal number:
                json.WriteNumberValue(number);
                return true;
            case float number when float.IsFinite(number):
                json.WriteNumberValue(number);
                return true;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                return true;
            case DateTime or DateTimeOffset:
                json.WriteStringValue(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture));
                return true;
            case Uri or Guid or TimeSpan:
                json.WriteStringValue(value.ToString());
                return true;
            case IEnumerable<KeyValuePair<string, object?>> named:
                return TryWriteProperties(json, named, keepAll: true);
            case IEnumerable<KeyValuePair<string, string>> pairs:
                return TryWriteProperties(json, pairs.Select(p => KeyValuePair.Create(p.Key, (object?)p.Value)), keepAll: true);
            case IEnumerable items:
                return TryWriteItems(json, items);
            default:
                return false;
        }
    }

    private static bool TryWriteItems(Utf8JsonWriter json, IEnumerable items)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            if (!TryWriteValue(json, item))
            {
                return false;
            }
        }

        json.WriteEndArray();
        return true;
    }
}
