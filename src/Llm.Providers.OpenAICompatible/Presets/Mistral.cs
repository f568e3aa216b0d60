namespace Llm.Providers.OpenAICompatible;

/// <summary>Mistral AI: unknown members of a request are refused, so only what the reference names is sent.</summary>
public static class Mistral
{
    /// <summary>Gets the preset. See <see href="https://docs.mistral.ai/api/">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "mistral",
        DisplayName = "Mistral AI",
        Endpoint = new("https://api.mistral.ai/v1/"),
        KeyVariables = ["MISTRAL_API_KEY"],
        Documentation = new("https://docs.mistral.ai/api/"),
        TelemetryName = "mistral_ai",
        Models = MistralModels.All,
        Dialect = new()
        {
            // 422 extra_forbidden; the usage comes unasked in the last chunk: https://github.com/openai/openai-agents-python/issues/442
            AsksForStreamUsage = false,
            AcceptsNames = false, // messages have no name: https://docs.mistral.ai/api/
            SeedField = "random_seed", // https://docs.mistral.ai/api/

            // Ids of other vendors are refused: "must be a-z, A-Z, 0-9, with a length of 9": https://github.com/langchain-ai/langchain/issues/24668
            ToolCallIds = ToolCallIdRule.NineAlphanumerics,

            // Thoughts are parts of the content, and may go back as such: https://docs.mistral.ai/capabilities/reasoning/
            ReasoningReplay = ReasoningReplay.Always,
            ReasoningForm = ReasoningForm.ThinkingPart,

            // https://docs.mistral.ai/capabilities/document_ai/document_qna/ and https://docs.mistral.ai/capabilities/audio/
            Pdf = PdfForm.DocumentUrl,
            AcceptsPdfUrls = true,
            Audio = AudioForm.Data,
        },
        Embeddings = new()
        {
            Encoding = EmbeddingEncoding.Base64,
            DimensionsField = "output_dimension", // https://docs.mistral.ai/api/#tag/embeddings

            // The vendor names no limit; these are what its users found to pass (32 texts, 16,384 tokens), and smaller requests never fail.
            MaxInputs = 32,
            MaxCharacters = 16_384,
        },
    };
}
