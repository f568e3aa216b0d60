namespace Llm.Providers.OpenAICompatible;

/// <summary>GitHub Models: models of several vendors for a GitHub token with the scope <c>models:read</c>.</summary>
/// <remarks>
/// The free tier takes far less input than the models do. To charge an organization, set the endpoint
/// <c>https://models.github.ai/orgs/{org}/inference/</c>.
/// </remarks>
public static class GitHubModels
{
    /// <summary>Gets the preset. See <see href="https://docs.github.com/en/rest/models/inference">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "github",
        DisplayName = "GitHub Models",
        Endpoint = new("https://models.github.ai/inference/"),
        KeyVariables = ["GITHUB_TOKEN"],
        Documentation = new("https://docs.github.com/en/rest/models/inference"),
        Models = GitHubModelsModels.All,
        ModelListPath = "/catalog/models", // beside the inference path, an array without an object around it: https://docs.github.com/en/rest/models/catalog
        Dialect = new() { Audio = AudioForm.DataAndFormat },
        Embeddings = new(),
    };
}
