using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>Writes <c>options</c>: how the model samples and with which context it is loaded.</summary>
internal ref struct OllamaRuntimeOptions(Utf8JsonWriter json, OllamaExtras extras)
{
    private bool _open;

    public static void Write(Utf8JsonWriter json, ChatOptions options, OllamaDefaults defaults, OllamaExtras extras)
    {
        var writer = new OllamaRuntimeOptions(json, extras);
        writer.Integer("num_ctx", defaults.ContextLength);
        writer.Integer("num_predict", options.MaxOutputTokens);
        writer.Number("temperature", options.Temperature);
        writer.Number("top_p", options.TopP);
        writer.Integer("top_k", options.TopK);
        writer.Number("frequency_penalty", options.FrequencyPenalty);
        writer.Number("presence_penalty", options.PresencePenalty);
        writer.Integer("seed", options.Seed);
        writer.Texts("stop", options.StopSequences);
        writer.End();
    }

    public static void Write(Utf8JsonWriter json, OllamaDefaults defaults, OllamaExtras extras)
    {
        var writer = new OllamaRuntimeOptions(json, extras);
        writer.Integer("num_ctx", defaults.ContextLength);
        writer.End();
    }

    private void Number(string name, float? value)
    {
        if (value is { } number && Starts(name))
        {
            json.WriteNumber(name, number);
        }
    }

    private void Integer(string name, long? value)
    {
        if (value is { } number && Starts(name))
        {
            json.WriteNumber(name, number);
        }
    }

    private void Texts(string name, IList<string>? values)
    {
        if (values is not { Count: > 0 } || !Starts(name))
        {
            return;
        }

        json.WriteStartArray(name);
        for (var i = 0; i < values.Count; i++)
        {
            json.WriteStringValue(values[i]);
        }

        json.WriteEndArray();
    }

    private void End()
    {
        if (extras.HasOptions)
        {
            Open();
            extras.WriteOptions(json);
        }

        if (_open)
        {
            json.WriteEndObject();
        }
    }

    private bool Starts(string name)
    {
        if (extras.HasOption(name))
        {
            return false;
        }

        Open();
        return true;
    }

    private void Open()
    {
        if (!_open)
        {
            json.WriteStartObject("options"u8);
            _open = true;
        }
    }
}
