namespace Llm.Providers.OpenAICompatible;

/// <summary>Voyage AI: embeddings, and nothing else.</summary>
/// <remarks>
/// Say what a text is for with the additional property <c>input_type</c>, <c>query</c> or <c>document</c>.
/// See <see href="https://docs.voyageai.com/docs/embeddings">text embeddings</see>.
/// </remarks>
public static class Voyage
{
    /// <summary>Gets the preset. See <see href="https://docs.voyageai.com/reference/embeddings-api">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "voyage",
        DisplayName = "Voyage AI",
        Endpoint = new("https://api.voyageai.com/v1/"),
        KeyVariables = ["VOYAGE_API_KEY"],
        Documentation = new("https://docs.voyageai.com/reference/embeddings-api"),
        Models = VoyageModels.All,
        Capabilities = ModelCapabilities.None,
        ModelListPath = null,
        Embeddings = new()
        {
            // Everything below: https://docs.voyageai.com/reference/embeddings-api
            Encoding = EmbeddingEncoding.Base64,
            DimensionsField = "output_dimension",
            MaxInputs = 1000,
            MaxCharacters = 120_000, // tokens of a request to the largest models; others take up to 1,000,000
        },
    };
}
