using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>A generate-content request, checked and put into neutral terms.</summary>
/// <param name="Prompt">What is asked.</param>
/// <param name="IncludesThoughts">Whether the answer is to show what the model thinks.</param>
internal sealed record GenerateContentRequest(ScenarioPrompt Prompt, bool IncludesThoughts)
{
    private const int MostStops = 5;

    public static GenerateContentRequest Read(EmulatorCall call) => Read(GeminiRejections.ReadObject(call.Request), call.Id);

    public static GenerateContentRequest Read(JsonElement root, string name)
    {
        GeminiRejections.CheckNames(root, "", "model", "contents", "systemInstruction", "tools", "toolConfig", "generationConfig", "safetySettings", "cachedContent", "labels", "serviceTier", "store");
        var model = name[(name.LastIndexOf('/') + 1)..];
        var config = root.Field("generationConfig");
        CheckConfig(config);
        var conversation = GenerateContentConversation.Read(root.Field("contents"), model);
        foreach (var part in root.Field("systemInstruction").ListField("parts"))
        {
            conversation.Count(part.TextField("text"));
        }

        var prompt = conversation.AddTo(new()
        {
            Model = model,
            MaxOutputTokens = config.Field("maxOutputTokens") is { ValueKind: JsonValueKind.Number } limit ? limit.GetInt32() : null,
            StopSequences = [.. config.ListField("stopSequences").Select(stop => stop.ToString())],
        });
        prompt = GenerateContentTools.Read(root, prompt);
        var schema = config.Field("responseJsonSchema") is { ValueKind: not JsonValueKind.Undefined } json ? json : config.Field("responseSchema");
        var wantsJson = config.TextField("responseMimeType") == "application/json";
        if (schema.ValueKind != JsonValueKind.Undefined && !wantsJson)
        {
            throw GeminiRejections.Invalid("Invalid value at 'generation_config.response_schema': response_schema is only supported when response_mime_type is set to application/json.");
        }

        prompt = prompt with { WantsJson = wantsJson, ReplySchema = schema.ValueKind == JsonValueKind.Undefined ? null : schema };
        return new(prompt, config.Field("thinkingConfig").Field("includeThoughts").ValueKind == JsonValueKind.True);
    }

    private static void CheckConfig(JsonElement config)
    {
        const string Path = "generation_config";
        GeminiRejections.CheckNames(
            config, Path, "stopSequences", "responseMimeType", "responseSchema", "responseJsonSchema", "responseModalities", "candidateCount", "maxOutputTokens", "temperature", "topP", "topK",
            "seed", "presencePenalty", "frequencyPenalty", "responseLogprobs", "logprobs", "enableEnhancedCivicAnswers", "speechConfig", "thinkingConfig", "imageConfig", "mediaResolution");
        GeminiRejections.CheckNumber(config, "temperature", 0, 2);
        GeminiRejections.CheckNumber(config, "topP", 0, 1);
        GeminiRejections.CheckNumber(config, "topK", 0, 1000);
        GeminiRejections.CheckNumber(config, "maxOutputTokens", 1, 1_000_000);
        GeminiRejections.CheckNumber(config, "seed", int.MinValue, int.MaxValue);
        GeminiRejections.CheckNumber(config, "presencePenalty", -2, 2);
        GeminiRejections.CheckNumber(config, "frequencyPenalty", -2, 2);

        // The vendor allows more; the emulator says one thing at a time, and says so instead of dropping the rest.
        GeminiRejections.CheckNumber(config, "candidateCount", 1, 1);
        GeminiRejections.CheckNames(config.Field("thinkingConfig"), Path + ".thinking_config", "includeThoughts", "thinkingBudget", "thinkingLevel");
        if (config.ListField("stopSequences").Count() > MostStops)
        {
            throw GeminiRejections.Invalid($"Invalid value at 'generation_config.stop_sequences': at most {MostStops} stop sequences are allowed.");
        }
    }
}
