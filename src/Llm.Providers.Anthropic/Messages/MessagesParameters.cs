using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Anthropic;

/// <summary>Writes the options that are plain values, and names those this wire has no place for.</summary>
internal static class MessagesParameters
{
    private const string NoPlace = "has no place in messages";

    // With thinking on, top_p may only be this high: https://platform.claude.com/docs/en/build-with-claude/extended-thinking
    private const float LeastTopPWithThinking = 0.95f;

    // For every model: https://platform.claude.com/docs/en/api/messages#body-temperature
    private static readonly ValueRange s_temperatures = new(0, 1);

    public static void Write(ChatCall call, Utf8JsonWriter json, MessagesDialect dialect, RequestExtras extras, bool thinks)
    {
        var options = call.Options;
        if (options.Temperature is { } temperature && !extras.Has("temperature") && MaySample(call, dialect, thinks, nameof(options.Temperature)))
        {
            if (call.Fit("ChatOptions.Temperature", temperature, s_temperatures) is { } fitting)
            {
                json.WriteNumber("temperature"u8, fitting);
            }
        }

        if (options.TopP is { } topP && !extras.Has("top_p") && MaySample(call, dialect, thinks && topP < LeastTopPWithThinking, nameof(options.TopP)))
        {
            json.WriteNumber("top_p"u8, topP);
        }

        if (options.TopK is { } topK && !extras.Has("top_k") && MaySample(call, dialect, thinks, nameof(options.TopK)))
        {
            json.WriteNumber("top_k"u8, topK);
        }

        WriteStop(call, json, extras);
        ReportUnsupported(call);
    }

    private static bool MaySample(ChatCall call, MessagesDialect dialect, bool thinks, string option)
    {
        if (!dialect.AcceptsSampling)
        {
            call.Unsupported($"ChatOptions.{option}", $"is not accepted by version {dialect.ApiVersion} of the API");
            return false;
        }

        if (thinks)
        {
            call.Unsupported($"ChatOptions.{option}", "is not accepted while the model thinks");
            return false;
        }

        return true;
    }

    private static void WriteStop(ChatCall call, Utf8JsonWriter json, RequestExtras extras)
    {
        if (call.Options.StopSequences is not { Count: > 0 } stops || extras.Has("stop_sequences"))
        {
            return;
        }

        var any = false;
        foreach (var stop in stops)
        {
            if (string.IsNullOrWhiteSpace(stop))
            {
                call.Unsupported("A member of ChatOptions.StopSequences that is white space", "is not accepted by this API");
                continue;
            }

            if (!any)
            {
                json.WriteStartArray("stop_sequences"u8);
                any = true;
            }

            json.WriteStringValue(stop);
        }

        if (any)
        {
            json.WriteEndArray();
        }
    }

    private static void ReportUnsupported(ChatCall call)
    {
        var options = call.Options;
        Report(call, options.FrequencyPenalty is not null, nameof(options.FrequencyPenalty));
        Report(call, options.PresencePenalty is not null, nameof(options.PresencePenalty));
        Report(call, options.Seed is not null, nameof(options.Seed));
    }

    private static void Report(ChatCall call, bool given, string option)
    {
        if (given)
        {
            call.Unsupported($"ChatOptions.{option}", NoPlace);
        }
    }
}
