namespace Llm.Providers.OpenAICompatible;

/// <summary>DeepSeek: models that think by default and want their thoughts back.</summary>
public static class DeepSeek
{
    /// <summary>Gets the preset. See <see href="https://api-docs.deepseek.com/api/create-chat-completion">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "deepseek",
        DisplayName = "DeepSeek",
        Endpoint = new("https://api.deepseek.com/"),
        KeyVariables = ["DEEPSEEK_API_KEY"],
        Documentation = new("https://api-docs.deepseek.com/api/create-chat-completion"),
        TelemetryName = "deepseek",
        Models = DeepSeekModels.All,
        Dialect = new()
        {
            // thinking.type turns it on and off, reasoning_effort says how much; the server rounds to low, high and max:
            // https://api-docs.deepseek.com/guides/thinking_mode
            ReasoningRequest = ReasoningRequestForm.ThinkingTypeAndEffort,

            // With tools every assistant message must carry its reasoning, or the answer is 400 "The `reasoning_content` in the thinking
            // mode must be passed back to the API."; where none was kept an empty one is taken: https://api-docs.deepseek.com/guides/thinking_mode
            ReasoningReplay = ReasoningReplay.WithTools,
            ReasoningForm = ReasoningForm.ReasoningContent,
            ReplaysEmptyReasoning = true,

            // Penalties are deprecated and ignored; the others are not in the reference: https://api-docs.deepseek.com/api/create-chat-completion
            RejectedParameters = ModelParameters.TopK | ModelParameters.FrequencyPenalty | ModelParameters.PresencePenalty | ModelParameters.Seed | ModelParameters.AllowMultipleToolCalls,

            // https://api-docs.deepseek.com/api/create-chat-completion#request
            MaxStopSequences = 16,
            StructuredOutput = StructuredOutputSupport.JsonObject, // https://api-docs.deepseek.com/guides/json_mode
        },
    };
}
