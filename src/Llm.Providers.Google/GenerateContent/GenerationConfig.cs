using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Writes the options that steer the answer.</summary>
/// <remarks>See <see href="https://ai.google.dev/api/generate-content#generationconfig">GenerationConfig</see>.</remarks>
internal static class GenerationConfig
{
    private const string Name = "generationConfig";

    /// <summary>So many stop sequences are taken: <see href="https://ai.google.dev/api/generate-content#generationconfig">GenerationConfig</see>.</summary>
    private const int MaxStopSequences = 5;

    /// <summary>Members a caller may give by themselves in the additional properties; the wire wants them in here.</summary>
    private static readonly string[] s_members =
    [
        "audioTimestamp", "candidateCount", "enableAffectiveDialog", "enableEnhancedCivicAnswers", "frequencyPenalty", "imageConfig", "logprobs", "maxOutputTokens", "mediaResolution",
        "modelSelectionConfig", "presencePenalty", "responseJsonSchema", "responseLogprobs", "responseMimeType", "responseModalities", "responseSchema", "routingConfig", "seed",
        "speechConfig", "stopSequences", "temperature", "thinkingConfig", "topK", "topP",
    ];

    /// <summary>Gets the names that are not written among the members of the body.</summary>
    public static string[] Consumed { get; } = [.. s_members, Name, GenerateContentTools.ConfigName, GenerateContentTools.StrictProperty];

    public static void Write(ChatCall call, Utf8JsonWriter json, GeminiTraits traits, RequestExtras extras)
    {
        var config = new GivenObject(json, Name, extras.Get(Name));
        foreach (var member in s_members)
        {
            if (extras.Get(member) is { } value && config.TryBegin(member))
            {
                value.WriteTo(json);
            }
        }

        WriteNumbers(call, json, config);
        WriteStop(call, json, config);
        WriteFormat(call, json, config);
        ThinkingConfig.Write(call, json, traits, config);
        config.Close();
        ReportUnsupported(call);
    }

    private static void WriteNumbers(ChatCall call, Utf8JsonWriter json, GivenObject config)
    {
        var options = call.Options;
        Number(json, config, "temperature", options.Temperature);
        Number(json, config, "topP", options.TopP);
        Number(json, config, "topK", options.TopK);
        Number(json, config, "maxOutputTokens", options.MaxOutputTokens);
        Number(json, config, "presencePenalty", options.PresencePenalty);
        Number(json, config, "frequencyPenalty", options.FrequencyPenalty);
        if (options.Seed is < int.MinValue or > int.MaxValue)
        {
            call.Unsupported("ChatOptions.Seed", "is larger than the 32 bits generate-content takes");
        }
        else
        {
            Number(json, config, "seed", (int?)options.Seed);
        }
    }

    private static void Number(Utf8JsonWriter json, GivenObject config, string name, float? value)
    {
        if (value is { } number && config.TryBegin(name))
        {
            json.WriteNumberValue(number);
        }
    }

    private static void Number(Utf8JsonWriter json, GivenObject config, string name, int? value)
    {
        if (value is { } number && config.TryBegin(name))
        {
            json.WriteNumberValue(number);
        }
    }

    private static void WriteStop(ChatCall call, Utf8JsonWriter json, GivenObject config)
    {
        if (call.Options.StopSequences is not { Count: > 0 } stops || !config.TryBegin("stopSequences"))
        {
            return;
        }

        if (stops.Count > MaxStopSequences)
        {
            call.Unsupported($"ChatOptions.StopSequences beyond the first {MaxStopSequences}", $"is not accepted by {call.Model.ProviderId}");
        }

        json.WriteStartArray();
        for (var i = 0; i < Math.Min(stops.Count, MaxStopSequences); i++)
        {
            json.WriteStringValue(stops[i]);
        }

        json.WriteEndArray();
    }

    private static void WriteFormat(ChatCall call, Utf8JsonWriter json, GivenObject config)
    {
        if (call.Options.ResponseFormat is not ChatResponseFormatJson format)
        {
            return;
        }

        if (config.TryBegin("responseMimeType"))
        {
            json.WriteStringValue("application/json"u8);
        }

        if (format.Schema is { } schema && !config.Has("responseSchema") && config.TryBegin("responseJsonSchema"))
        {
            GeminiSchema.OfAnswer(schema, format).Write(json, call);
        }
    }

    private static void ReportUnsupported(ChatCall call)
    {
        if (call.Options.AllowMultipleToolCalls == false)
        {
            call.Unsupported("ChatOptions.AllowMultipleToolCalls", "cannot be forbidden over generate-content");
        }
    }
}
