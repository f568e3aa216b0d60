namespace Llm.Providers.OpenAICompatible;

/// <summary>Fireworks AI: open models, served; ids look like <c>accounts/fireworks/models/gpt-oss-120b</c>.</summary>
public static class Fireworks
{
    /// <summary>Gets the preset. See <see href="https://docs.fireworks.ai/api-reference/post-chatcompletions">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "fireworks",
        DisplayName = "Fireworks AI",
        Endpoint = new("https://api.fireworks.ai/inference/v1/"),
        KeyVariables = ["FIREWORKS_API_KEY"],
        Documentation = new("https://docs.fireworks.ai/api-reference/post-chatcompletions"),
        Models = FireworksModels.All,
        Dialect = new()
        {
            RejectedParameters = ModelParameters.None, // top_k is taken: https://docs.fireworks.ai/api-reference/post-chatcompletions

            // What is kept of it is up to the template and reasoning_history: https://docs.fireworks.ai/guides/reasoning
            ReasoningReplay = ReasoningReplay.WithToolCalls,
            ReasoningForm = ReasoningForm.ReasoningContent,
        },
        Embeddings = new(),
    };
}
