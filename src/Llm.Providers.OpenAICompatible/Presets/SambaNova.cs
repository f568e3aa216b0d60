using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>SambaNova Cloud: open models on hardware of its own.</summary>
public static class SambaNova
{
    /// <summary>Gets the preset. See <see href="https://docs.sambanova.ai/docs/en/features/openai-compatibility">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "sambanova",
        DisplayName = "SambaNova Cloud",
        Endpoint = new("https://api.sambanova.ai/v1/"),
        KeyVariables = ["SAMBANOVA_API_KEY"],
        Documentation = new("https://docs.sambanova.ai/docs/en/features/openai-compatibility"),
        Models = SambaNovaModels.All,
        Dialect = new()
        {
            // "not yet supported": https://docs.sambanova.ai/docs/en/features/openai-compatibility
            RejectedParameters = ModelParameters.Seed | ModelParameters.AllowMultipleToolCalls,

            // gpt-oss reads the effort (low, medium, high), DeepSeek the switch: https://docs.sambanova.ai/docs/en/features/openai-compatibility
            ReasoningRequest = ReasoningRequestForm.TemplateSwitchAndEffort,
            HighestReasoningEffort = ReasoningEffort.High,
            ReasoningReplay = ReasoningReplay.WithToolCalls,
            ReasoningForm = ReasoningForm.Reasoning,

            // Images travel as data alone: https://docs.sambanova.ai/docs/en/features/openai-compatibility
            AcceptsImageUrls = false,
        },
        Embeddings = new() { DimensionsField = null },
    };
}
