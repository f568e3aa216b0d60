using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Groq: open models on fast hardware; parameters it does not support are refused.</summary>
public static class Groq
{
    /// <summary>Gets the preset. See <see href="https://console.groq.com/docs/api-reference">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "groq",
        DisplayName = "Groq",
        Endpoint = new("https://api.groq.com/openai/v1/"),
        KeyVariables = ["GROQ_API_KEY"],
        Documentation = new("https://console.groq.com/docs/api-reference"),
        TelemetryName = "groq",
        Models = GroqModels.All,
        Dialect = new()
        {
            MaxTokensField = "max_completion_tokens", // max_tokens is deprecated: https://console.groq.com/docs/api-reference#chat-create

            // "not yet supported by any of our models": https://console.groq.com/docs/api-reference#chat-create
            RejectedParameters = ModelParameters.TopK | ModelParameters.FrequencyPenalty | ModelParameters.PresencePenalty,
            AcceptsNames = false, // 400 for messages[].name: https://console.groq.com/docs/openai
            MaxStopSequences = 4, // https://console.groq.com/docs/api-reference#chat-create

            // none, low, medium and high; which of them a model takes differs: https://console.groq.com/docs/reasoning
            HighestReasoningEffort = ReasoningEffort.High,
        },
    };
}
