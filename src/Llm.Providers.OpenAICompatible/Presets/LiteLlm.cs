namespace Llm.Providers.OpenAICompatible;

/// <summary>A LiteLLM proxy on this machine, in front of any vendors.</summary>
/// <remarks>
/// What the vendor behind a model cannot take is refused with 400 unless the proxy has <c>drop_params</c> set.
/// </remarks>
public static class LiteLlm
{
    /// <summary>Gets the preset. See <see href="https://docs.litellm.ai/docs/proxy/user_keys">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "litellm",
        DisplayName = "LiteLLM proxy",
        Endpoint = new("http://localhost:4000/v1/"),
        EndpointVariables = ["LITELLM_PROXY_API_BASE"],
        KeyVariables = ["LITELLM_PROXY_API_KEY", "LITELLM_API_KEY"],
        IsLocal = true,
        Documentation = new("https://docs.litellm.ai/docs/proxy/user_keys"),
        Dialect = new()
        {
            RejectedParameters = ModelParameters.None, // passed on: https://docs.litellm.ai/docs/completion/input

            // DeepSeek and Kimi behind it want their reasoning back: https://docs.litellm.ai/docs/reasoning_content
            ReasoningReplay = ReasoningReplay.WithToolCalls,
            ReasoningForm = ReasoningForm.ReasoningContent,

            // https://docs.litellm.ai/docs/completion/document_understanding and https://docs.litellm.ai/docs/completion/audio
            Pdf = PdfForm.File,
            AcceptsFileIds = true,
            Audio = AudioForm.DataAndFormat,
            AcceptsVideo = true,
        },
        Embeddings = new(),
    };
}
