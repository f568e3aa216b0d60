using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Writes what a caller says of an embedding beside the text: <c>taskType</c>, <c>title</c> and whatever else the wire takes.</summary>
internal static class EmbeddingOptions
{
    public const string Dimensions = "outputDimensionality";

    /// <summary>Writes the additional properties, each under its name on the wire.</summary>
    /// <param name="json">The writer, in the object they are members of.</param>
    /// <param name="call">The call.</param>
    /// <param name="wanted">Which names belong here.</param>
    /// <param name="rename">Gives a name its form on this wire.</param>
    public static void Write(Utf8JsonWriter json, EmbeddingCall call, Func<string, bool> wanted, Func<string, string>? rename = null)
    {
        foreach (var (name, value) in call.Options.AdditionalProperties ?? [])
        {
            if (!name.StartsWith(LlmPropertyNames.Prefix, StringComparison.Ordinal) && wanted(name))
            {
                json.WritePropertyName(rename?.Invoke(name) ?? name);
                JsonValues.Write(json, value);
            }
        }
    }

    /// <summary>Writes the length of the vector, unless the caller gives it under its name on the wire.</summary>
    public static void WriteDimensions(Utf8JsonWriter json, EmbeddingCall call)
    {
        if (call.Options.Dimensions is { } dimensions && call.Options.AdditionalProperties?.ContainsKey(Dimensions) != true)
        {
            json.WriteNumber(Dimensions, dimensions);
        }
    }

    public static void WriteContent(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject("content"u8);
        json.WriteStartArray("parts"u8);
        json.WriteStartObject();
        json.WriteString("text"u8, text);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
