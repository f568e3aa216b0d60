using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Together AI: open models, served.</summary>
public static class Together
{
    /// <summary>Gets the preset. See <see href="https://docs.together.ai/reference/chat-completions">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "together",
        DisplayName = "Together AI",
        Endpoint = new("https://api.together.ai/v1/"),
        KeyVariables = ["TOGETHER_API_KEY"],
        Documentation = new("https://docs.together.ai/reference/chat-completions"),
        Models = TogetherModels.All,
        Dialect = new()
        {
            // Not in the reference; the usage comes unasked in the last chunk: https://docs.together.ai/reference/chat-completions
            AsksForStreamUsage = false,
            RejectedParameters = ModelParameters.AllowMultipleToolCalls,

            // reasoning.enabled with reasoning_effort low, medium, high: https://docs.together.ai/reference/chat-completions
            ReasoningRequest = ReasoningRequestForm.EnabledObject,
            HighestReasoningEffort = ReasoningEffort.High,
            ReasoningReplay = ReasoningReplay.WithToolCalls,
            ReasoningForm = ReasoningForm.Reasoning,

            // https://docs.together.ai/reference/chat-completions
            Audio = AudioForm.DataAndFormat,
            AcceptsVideo = true,
        },
        Embeddings = new() { DimensionsField = null }, // https://docs.together.ai/reference/embeddings
    };
}
