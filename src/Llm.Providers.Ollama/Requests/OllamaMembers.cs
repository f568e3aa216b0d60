using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>Writes what stands beside the messages: model, stream, format, thinking, keep-alive, options.</summary>
internal static class OllamaMembers
{
    public static void Write(ChatCall call, Utf8JsonWriter json, OllamaDefaults defaults, OllamaExtras extras)
    {
        if (!extras.Has("stream"))
        {
            json.WriteBoolean("stream"u8, call.Stream); // the server streams unless it is told not to
        }

        WriteFormat(call, json, extras);
        OllamaThinking.Write(call, json, extras);
        WriteMemory(json, defaults, extras);
        OllamaRuntimeOptions.Write(json, call.Options, defaults, extras);
        extras.WriteMembers(json);
    }

    public static void WriteMemory(Utf8JsonWriter json, OllamaDefaults defaults, OllamaExtras extras)
    {
        if (!defaults.TruncateInput && !extras.Has("truncate"))
        {
            json.WriteBoolean("truncate"u8, false);
        }

        if (defaults.KeepAlive is { } time && !extras.Has("keep_alive"))
        {
            WriteKeepAlive(json, time);
        }
    }

    /// <summary>Writes seconds, or milliseconds where seconds would round; any negative number stands for ever.</summary>
    public static void WriteKeepAlive(Utf8JsonWriter json, TimeSpan time)
    {
        if (time < TimeSpan.Zero)
        {
            json.WriteNumber("keep_alive"u8, -1);
        }
        else if (time.Ticks % TimeSpan.TicksPerSecond == 0)
        {
            json.WriteNumber("keep_alive"u8, time.Ticks / TimeSpan.TicksPerSecond);
        }
        else
        {
            json.WriteString("keep_alive"u8, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(long)Math.Ceiling(time.TotalMilliseconds)}ms"));
        }
    }

    private static void WriteFormat(ChatCall call, Utf8JsonWriter json, OllamaExtras extras)
    {
        if (call.Options.ResponseFormat is not ChatResponseFormatJson format || extras.Has("format"))
        {
            return;
        }

        if (format.Schema is not { } schema)
        {
            json.WriteString("format"u8, "json"u8);
            return;
        }

        json.WritePropertyName("format"u8);
        WriteSchema(json, schema, format.SchemaDescription);
    }

    // The wire takes the schema alone; its description has a place inside of it.
    private static void WriteSchema(Utf8JsonWriter json, JsonElement schema, string? description)
    {
        if (string.IsNullOrWhiteSpace(description) || schema.ValueKind != JsonValueKind.Object || schema.TryGetProperty("description"u8, out _))
        {
            schema.WriteTo(json);
            return;
        }

        json.WriteStartObject();
        json.WriteString("description"u8, description);
        foreach (var member in schema.EnumerateObject())
        {
            member.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
