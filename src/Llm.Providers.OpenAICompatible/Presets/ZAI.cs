namespace Llm.Providers.OpenAICompatible;

/// <summary>Z.AI, with its GLM models.</summary>
/// <remarks>
/// The plan for coding has an endpoint of its own, <c>https://api.z.ai/api/coding/paas/v4/</c>, and so has China, <c>https://open.bigmodel.cn/api/paas/v4/</c>.
/// </remarks>
public static class ZAI
{
    /// <summary>Gets the preset. See <see href="https://docs.z.ai/api-reference/llm/chat-completion">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "zai",
        DisplayName = "Z.AI",
        Endpoint = new("https://api.z.ai/api/paas/v4/"),
        KeyVariables = ["ZAI_API_KEY", "ZHIPU_API_KEY"],
        Documentation = new("https://docs.z.ai/api-reference/llm/chat-completion"),
        Models = ZAIModels.All,
        Dialect = new()
        {
            // https://docs.z.ai/guides/capabilities/thinking-mode; reasoning_effort is known to the newest models alone
            ReasoningRequest = ReasoningRequestForm.ThinkingType,
            ReasoningReplay = ReasoningReplay.WithToolCalls,
            ReasoningForm = ReasoningForm.ReasoningContent,

            // Not in the reference: https://docs.z.ai/api-reference/llm/chat-completion
            RejectedParameters = ModelParameters.TopK | ModelParameters.FrequencyPenalty | ModelParameters.PresencePenalty,
            MaxStopSequences = 1, // https://docs.z.ai/api-reference/llm/chat-completion

            // "only auto": https://docs.z.ai/api-reference/llm/chat-completion
            AcceptsRequiredToolChoice = false,
            AcceptsNamedToolChoice = false,
            StructuredOutput = StructuredOutputSupport.JsonObject, // https://docs.z.ai/guides/capabilities/struct-output
            AcceptsVideo = true, // https://docs.z.ai/guides/vlm/glm-4.6v
        },
    };
}
