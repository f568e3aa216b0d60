using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Cerebras: open models on wafer-scale hardware.</summary>
public static class Cerebras
{
    /// <summary>Gets the preset. See <see href="https://inference-docs.cerebras.ai/api-reference/chat-completions">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "cerebras",
        DisplayName = "Cerebras",
        Endpoint = new("https://api.cerebras.ai/v1/"),
        KeyVariables = ["CEREBRAS_API_KEY"],
        Documentation = new("https://inference-docs.cerebras.ai/api-reference/chat-completions"),
        Models = CerebrasModels.All,
        Dialect = new()
        {
            MaxTokensField = "max_completion_tokens", // https://inference-docs.cerebras.ai/api-reference/chat-completions

            // The penalties and parallel_tool_calls are in the client's types, and answered with 400 by what the vendor says of compatibility:
            // https://inference-docs.cerebras.ai/resources/openai
            RejectedParameters = ModelParameters.TopK | ModelParameters.FrequencyPenalty | ModelParameters.PresencePenalty | ModelParameters.AllowMultipleToolCalls,
            MaxStopSequences = 4, // https://inference-docs.cerebras.ai/api-reference/chat-completions

            // none, low, medium, high; gpt-oss cannot be turned off: https://inference-docs.cerebras.ai/capabilities/reasoning
            HighestReasoningEffort = ReasoningEffort.High,
            ReasoningReplay = ReasoningReplay.WithToolCalls,
            ReasoningForm = ReasoningForm.Reasoning,
        },
    };
}
