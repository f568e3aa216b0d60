namespace Llm.Providers.OpenAICompatible;

/// <summary>DeepInfra: open models, served.</summary>
public static class DeepInfra
{
    /// <summary>Gets the preset. See <see href="https://deepinfra.com/docs/advanced/openai_api">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "deepinfra",
        DisplayName = "DeepInfra",
        Endpoint = new("https://api.deepinfra.com/v1/openai/"),
        KeyVariables = ["DEEPINFRA_API_KEY", "DEEPINFRA_TOKEN", "DEEPINFRA_API_TOKEN"],
        Documentation = new("https://deepinfra.com/docs/advanced/openai_api"),
        Models = DeepInfraModels.All,
        Dialect = new()
        {
            RejectedParameters = ModelParameters.None, // top_k is taken: https://deepinfra.com/docs/advanced/openai_api
            AcceptsVideo = true,
        },
        Embeddings = new() { MaxInputs = 1024 }, // https://deepinfra.com/docs/advanced/openai_api
    };
}
