namespace Llm.Providers.OpenAICompatible;

/// <summary>Moonshot AI, with its Kimi models.</summary>
/// <remarks>
/// Keys of <c>api.moonshot.ai</c> and <c>api.moonshot.cn</c> are not the same; set the endpoint for the latter.
/// </remarks>
public static class Moonshot
{
    /// <summary>Gets the preset. See <see href="https://platform.moonshot.ai/docs/api/chat">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "moonshot",
        DisplayName = "Moonshot AI",
        Endpoint = new("https://api.moonshot.ai/v1/"),
        KeyVariables = ["MOONSHOT_API_KEY", "KIMI_API_KEY"],
        Documentation = new("https://platform.moonshot.ai/docs/api/chat"),
        Models = MoonshotModels.All,
        Dialect = new()
        {
            MaxTokensField = "max_completion_tokens", // max_tokens is deprecated: https://platform.moonshot.ai/docs/api/chat
            RejectedParameters = ModelParameters.TopK | ModelParameters.Seed, // not in the reference: https://platform.moonshot.ai/docs/api/chat
            MaxStopSequences = 5, // https://platform.moonshot.ai/docs/api/chat

            // While a model thinks, a tool call without its reasoning is refused: "reasoning_content is missing in assistant tool call message":
            // https://platform.moonshot.ai/docs/guide/use-kimi-k2-thinking-model
            ReasoningRequest = ReasoningRequestForm.ThinkingType,
            ReasoningReplay = ReasoningReplay.WithToolCalls,
            ReasoningForm = ReasoningForm.ReasoningContent,
            ReplaysEmptyReasoning = true,

            // required and strict tools are refused: https://platform.moonshot.ai/docs/guide/migrating-from-openai-to-kimi#about-tool_choice
            AcceptsRequiredToolChoice = false,
            AcceptsStrictTools = false,

            // Schemas are taken by newer models, in a dialect of their own; the instructions carry any: https://platform.moonshot.ai/docs/api/chat
            StructuredOutput = StructuredOutputSupport.JsonObject,

            // Images and video travel as data or as uploaded ms:// files; web addresses are not loaded:
            // https://platform.moonshot.ai/docs/guide/use-kimi-vision-model
            AcceptsImageUrls = false,
            AcceptsVideo = true,
        },
    };
}
