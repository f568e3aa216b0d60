using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Writes the options that are plain values.</summary>
internal static class ChatCompletionsParameters
{
    public static void Write(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras)
    {
        var options = call.Options;
        if (!extras.Has("model"))
        {
            json.WriteString("model"u8, call.Model.Id);
        }

        WriteStream(call, json, dialect, extras);
        if (options.MaxOutputTokens is { } limit && !extras.Has("max_tokens") && !extras.Has("max_completion_tokens"))
        {
            json.WriteNumber((dialect.ModelNamesMaxTokensField ? call.Model.MaxTokensField : null) ?? dialect.MaxTokensField, limit);
        }

        Number(call, json, dialect, extras, "temperature", options.Temperature, ModelParameters.Temperature, nameof(options.Temperature));
        Number(call, json, dialect, extras, "top_p", options.TopP, ModelParameters.TopP, nameof(options.TopP));
        Number(call, json, dialect, extras, "frequency_penalty", options.FrequencyPenalty, ModelParameters.FrequencyPenalty, nameof(options.FrequencyPenalty));
        Number(call, json, dialect, extras, "presence_penalty", options.PresencePenalty, ModelParameters.PresencePenalty, nameof(options.PresencePenalty));
        Integer(call, json, dialect, extras, "top_k", options.TopK, ModelParameters.TopK, nameof(options.TopK));
        Integer(call, json, dialect, extras, dialect.SeedField, options.Seed, ModelParameters.Seed, nameof(options.Seed));
        WriteStop(call, json, dialect, extras);
        ChatCompletionsReasoning.Write(call, json, dialect, extras);
    }

    private static void WriteStream(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras)
    {
        if (!call.Stream)
        {
            return;
        }

        if (!extras.Has("stream"))
        {
            json.WriteBoolean("stream"u8, true);
        }

        if (dialect.AsksForStreamUsage && !extras.Has("stream_options"))
        {
            json.WriteStartObject("stream_options"u8);
            json.WriteBoolean("include_usage"u8, true);
            json.WriteEndObject();
        }
    }

    private static void Number(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras, string name, float? value, ModelParameters parameter, string option)
    {
        if (value is { } number && !extras.Has(name) && Takes(call, dialect, parameter, option))
        {
            json.WriteNumber(name, number);
        }
    }

    private static void Integer(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras, string name, long? value, ModelParameters parameter, string option)
    {
        if (value is { } number && !extras.Has(name) && Takes(call, dialect, parameter, option))
        {
            json.WriteNumber(name, number);
        }
    }

    private static bool Takes(ChatCall call, ChatCompletionsDialect dialect, ModelParameters parameter, string option)
    {
        if ((dialect.RejectedParameters & parameter) == 0)
        {
            return true;
        }

        call.Unsupported($"ChatOptions.{option}", $"is not accepted by {call.Model.ProviderId}");
        return false;
    }

    private static void WriteStop(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras)
    {
        if (call.Options.StopSequences is not { Count: > 0 } stops || extras.Has("stop") || !Takes(call, dialect, ModelParameters.StopSequences, nameof(ChatOptions.StopSequences)))
        {
            return;
        }

        if (stops.Count > dialect.MaxStopSequences)
        {
            call.Unsupported($"ChatOptions.StopSequences beyond the first {dialect.MaxStopSequences}", $"is not accepted by {call.Model.ProviderId}");
        }

        json.WriteStartArray("stop"u8);
        for (var i = 0; i < Math.Min(stops.Count, dialect.MaxStopSequences); i++)
        {
            json.WriteStringValue(stops[i]);
        }

        json.WriteEndArray();
    }
}
