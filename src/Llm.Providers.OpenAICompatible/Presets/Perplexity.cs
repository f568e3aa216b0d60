using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Perplexity: answers from the web with their sources.</summary>
/// <remarks>
/// Roles must alternate between user and assistant, and the last message is the user's; anything else is refused with 400.
/// See <see href="https://github.com/perplexityai/api-discussion/issues/265">the vendor's answer</see>. The conversation is sent as it is: joining messages would change what was said.
/// </remarks>
public static class Perplexity
{
    /// <summary>Gets the preset. See <see href="https://docs.perplexity.ai/api-reference/chat-completions-post">the vendor's reference</see>.</summary>
    public static OpenAICompatiblePreset Preset { get; } = new()
    {
        Id = "perplexity",
        DisplayName = "Perplexity",
        Endpoint = new("https://api.perplexity.ai/"),
        KeyVariables = ["PERPLEXITY_API_KEY"],
        Documentation = new("https://docs.perplexity.ai/api-reference/chat-completions-post"),
        TelemetryName = "perplexity",
        Models = PerplexityModels.All,
        Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming,
        ModelListPath = "v1/models",
        Dialect = new()
        {
            // Every chunk carries the usage so far: https://docs.perplexity.ai/api-reference/chat-completions-post
            AsksForStreamUsage = false,

            // Not in the reference: https://docs.perplexity.ai/api-reference/chat-completions-post
            RejectedParameters = ModelParameters.Seed,
            AcceptsJsonObject = false,
            AcceptsNamedToolChoice = false,

            // minimal, low, medium, high: https://docs.perplexity.ai/api-reference/chat-completions-post
            HighestReasoningEffort = ReasoningEffort.High,
            AcceptsReasoningOff = false,

            // https://docs.perplexity.ai/guides/file-attachments
            Pdf = PdfForm.FileUrl,
            AcceptsPdfUrls = true,
            AcceptsVideo = true,
        },
        Embeddings = new()
        {
            Path = "v1/embeddings", // the conversations are not below v1: https://docs.perplexity.ai/api-reference/embeddings-post
            Encoding = EmbeddingEncoding.Base64SignedBytes, // there is no other but bits: https://docs.perplexity.ai/api-reference/embeddings-post
            MaxInputs = 512, // https://docs.perplexity.ai/docs/embeddings/standard-embeddings
        },
    };
}
