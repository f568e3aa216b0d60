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
            json.WriteNumber(dialect.MaxTokensField, limit);
        }

        Number(call, json, dialect, extras, "temperature", options.Temperature, ModelParameters.Temperature, nameof(options.Temperature));
        Number(call, json, dialect, extras, "top_p", options.TopP, ModelParameters.TopP, nameof(options.TopP));
        Number(call, json, dialect, extras, "frequency_penalty", options.FrequencyPenalty, ModelParameters.FrequencyPenalty, nameof(options.FrequencyPenalty));
        Number(call, json, dialect, extras, "presence_penalty", options.PresencePenalty, ModelParameters.PresencePenalty, nameof(options.PresencePenalty));
        Integer(call, json, dialect, extras, "top_k", options.TopK, ModelParameters.TopK, nameof(options.TopK));
        Integer(call, json, dialect, extras, dialect.SeedField, options.Seed, ModelParameters.Seed, nameof(options.Seed));
        WriteStop(call, json, dialect, extras);
        WriteReasoning(call, json, dialect, extras);
        ReportUnsupported(call);
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

    private static void WriteReasoning(ChatCall call, Utf8JsonWriter json, ChatCompletionsDialect dialect, RequestExtras extras)
    {
        if (call.Options.Reasoning is not { } reasoning)
        {
            return;
        }

        if (reasoning.Output is not null && dialect.ReasoningRequest != ReasoningRequestForm.EffortObject)
        {
            call.Unsupported("ChatOptions.Reasoning.Output", $"cannot be said to {call.Model.ProviderId}");
        }

        if (reasoning.Effort is not { } effort && dialect.ReasoningRequest != ReasoningRequestForm.EffortObject)
        {
            return;
        }
        else
        {
            effort = reasoning.Effort ?? ReasoningEffort.Medium;
        }

        var on = effort != ReasoningEffort.None;
        switch (dialect.ReasoningRequest)
        {
            case ReasoningRequestForm.None:
                call.Unsupported("ChatOptions.Reasoning.Effort", $"cannot be said to {call.Model.ProviderId}");
                break;
            case ReasoningRequestForm.Effort when !extras.Has("reasoning_effort"):
                json.WriteString("reasoning_effort"u8, Word(effort));
                break;
            case ReasoningRequestForm.EffortObject when !extras.Has("reasoning"):
                WriteEffortObject(json, reasoning);
                break;
            case ReasoningRequestForm.ThinkingType when !extras.Has("thinking"):
                json.WriteStartObject("thinking"u8);
                json.WriteString("type"u8, on ? "enabled"u8 : "disabled"u8);
                json.WriteEndObject();
                WarnOfAmount(call, effort);
                break;
            case ReasoningRequestForm.EnableThinking when !extras.Has("enable_thinking"):
                json.WriteBoolean("enable_thinking"u8, on);
                WarnOfAmount(call, effort);
                break;
            case ReasoningRequestForm.EnabledObject when !extras.Has("reasoning"):
                json.WriteStartObject("reasoning"u8);
                json.WriteBoolean("enabled"u8, on);
                json.WriteEndObject();
                if (on && !extras.Has("reasoning_effort"))
                {
                    json.WriteString("reasoning_effort"u8, Word(effort));
                }

                break;
        }
    }

    private static void WriteEffortObject(Utf8JsonWriter json, ReasoningOptions reasoning)
    {
        json.WriteStartObject("reasoning"u8);
        if (reasoning.Effort is { } effort)
        {
            json.WriteString("effort"u8, Word(effort));
        }

        if (reasoning.Output == ReasoningOutput.None)
        {
            json.WriteBoolean("exclude"u8, true);
        }

        json.WriteEndObject();
    }

    private static void WarnOfAmount(ChatCall call, ReasoningEffort effort)
    {
        if (effort is ReasoningEffort.Low or ReasoningEffort.High or ReasoningEffort.ExtraHigh)
        {
            call.Warn($"ChatOptions.Reasoning.Effort {effort} was sent as on: {call.Model.ProviderId} takes no amount.");
        }
    }

    private static string Word(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.High => "high",
        ReasoningEffort.ExtraHigh => "xhigh",
        _ => "medium",
    };

    private static void ReportUnsupported(ChatCall call)
    {
        const string Why = "has no place in chat completions";
        if (!string.IsNullOrEmpty(call.Options.ConversationId))
        {
            call.Unsupported("ChatOptions.ConversationId", Why);
        }

        if (call.Options.ContinuationToken is not null)
        {
            call.Unsupported("ChatOptions.ContinuationToken", Why);
        }

        if (call.Options.AllowBackgroundResponses == true)
        {
            call.Unsupported("ChatOptions.AllowBackgroundResponses", Why);
        }
    }
}
