namespace Llm.Providers.OpenAICompatible;

/// <summary>NVIDIA NIM, as hosted by NVIDIA; set the endpoint for one of your own.</summary>
/// <remarks>
/// Embedding models that tell questions from passages need <c>input_type</c> (<c>query</c> or <c>passage</c>): give it as additional property of the options.
/// </remarks>
public static class Nvidia
{
    /// <summary>Gets the preset. See <see href="https://docs.api.nvidia.com/nim/reference/llm-apis">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "nvidia",
        DisplayName = "NVIDIA NIM",
        Endpoint = new("https://integrate.api.nvidia.com/v1/"),
        KeyVariables = ["NVIDIA_API_KEY"],
        Documentation = new("https://docs.api.nvidia.com/nim/reference/llm-apis"),
        Models = NvidiaModels.All,
        Dialect = new()
        {
            ReasoningRequest = ReasoningRequestForm.TemplateSwitch, // https://docs.api.nvidia.com/nim/reference/llm-apis
            AcceptsVideo = true,
        },
        Embeddings = new(),
    };
}
