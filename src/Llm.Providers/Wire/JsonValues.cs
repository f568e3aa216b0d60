using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>Writes values whose type is known only at run time, as they occur in tool arguments, tool results and additional properties.</summary>
public static class JsonValues
{
    /// <summary>Writes a value.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="value">
    /// <see langword="null"/>, a string, a number, a boolean, a <see cref="JsonElement"/>, a <see cref="JsonNode"/>, or a type that
    /// <see cref="AIJsonUtilities.DefaultOptions"/> can serialize.
    /// </param>
    /// <exception cref="NotSupportedException">The type cannot be serialized; under Native AOT, add its <c>JsonTypeInfo</c> to your function's options or return JSON.</exception>
    public static void Write(Utf8JsonWriter json, object? value)
    {
        ArgumentNullException.ThrowIfNull(json);
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case JsonElement element:
                element.WriteTo(json);
                break;
            case JsonNode node:
                node.WriteTo(json);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case float number:
                json.WriteNumberValue(number);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                JsonSerializer.Serialize(json, value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()));
                break;
        }
    }

    /// <summary>Writes the arguments of a tool call as a JSON string that holds a JSON object.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="call">The call. Arguments that could not be read go back as they came.</param>
    public static void WriteArguments(Utf8JsonWriter json, FunctionCallContent call)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(call);
        if (call.AdditionalProperties?.GetValueOrDefault(LlmPropertyNames.RawArguments) is { } raw)
        {
            json.WriteStringValue(raw is JsonElement element ? element.GetString() : raw.ToString());
            return;
        }

        var scratch = JsonScratch.Take();
        scratch.Json.WriteStartObject();
        foreach (var (name, value) in call.Arguments ?? new Dictionary<string, object?>())
        {
            scratch.Json.WritePropertyName(name);
            Write(scratch.Json, value);
        }

        scratch.Json.WriteEndObject();
        json.WriteStringValue(scratch.Text);
        scratch.Release();
    }

    /// <summary>Writes the result of a tool as a JSON string: a string as it is, anything else as JSON.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="result">The result.</param>
    public static void WriteResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(result);
        switch (result.Result)
        {
            case string text:
                json.WriteStringValue(text);
                break;
            case TextContent text:
                json.WriteStringValue(text.Text);
                break;
            case JsonElement { ValueKind: JsonValueKind.String } element:
                // A string that went through JSON with the history: quoting it again would show the model quotes that never were.
                json.WriteStringValue(element.GetString());
                break;
            case null when result.Exception is not null:
                json.WriteStringValue($"Error: {result.Exception.Message}");
                break;
            default:
                var scratch = JsonScratch.Take();
                Write(scratch.Json, result.Result);
                json.WriteStringValue(scratch.Text);
                scratch.Release();
                break;
        }
    }
}
