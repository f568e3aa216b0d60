namespace Llm.Providers.OpenAICompatible;

/// <summary>OpenRouter: one address for the models of many vendors.</summary>
/// <remarks>
/// Its own members, such as <c>provider</c>, <c>models</c> and <c>plugins</c>, are given as additional properties of the options.
/// </remarks>
public static class OpenRouter
{
    /// <summary>Gets the preset. See <see href="https://openrouter.ai/docs/api-reference/overview">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "openrouter",
        DisplayName = "OpenRouter",
        Endpoint = new("https://openrouter.ai/api/v1/"),
        KeyVariables = ["OPENROUTER_API_KEY"],
        Documentation = new("https://openrouter.ai/docs/api-reference/overview"),
        Models = OpenRouterModels.All,
        Dialect = new()
        {
            RejectedParameters = ModelParameters.None, // what a model does not know is dropped: https://openrouter.ai/docs/api-reference/parameters
            ReasoningRequest = ReasoningRequestForm.EffortObject, // https://openrouter.ai/docs/use-cases/reasoning-tokens

            // Signed thoughts must come back as they went out: https://openrouter.ai/docs/use-cases/reasoning-tokens#preserving-reasoning-blocks
            ReasoningReplay = ReasoningReplay.Always,
            ReasoningForm = ReasoningForm.ReasoningDetails,

            // https://openrouter.ai/docs/features/multimodal/overview
            Pdf = PdfForm.File,
            AcceptsPdfUrls = true,
            Audio = AudioForm.DataAndFormat,
            AcceptsVideo = true,
        },
        Embeddings = new(),
    };
}
