using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Nebius Token Factory: open models, served by vLLM.</summary>
public static class Nebius
{
    /// <summary>Gets the preset. See <see href="https://docs.tokenfactory.nebius.com/api-reference/introduction">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "nebius",
        DisplayName = "Nebius Token Factory",
        Endpoint = new("https://api.tokenfactory.nebius.com/v1/"),
        KeyVariables = ["NEBIUS_API_KEY"],
        Documentation = new("https://docs.tokenfactory.nebius.com/api-reference/introduction"),
        Models = NebiusModels.All,
        Dialect = new()
        {
            RejectedParameters = ModelParameters.None,

            // As vLLM, which is behind it, takes it: https://docs.vllm.ai/en/stable/features/reasoning_outputs/
            ReasoningRequest = ReasoningRequestForm.TemplateSwitchAndEffort,
            HighestReasoningEffort = ReasoningEffort.High,
        },
        Embeddings = new(),
    };
}
