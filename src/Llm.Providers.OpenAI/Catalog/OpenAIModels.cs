namespace Llm.Providers.OpenAI;

/// <summary>Widely used models of OpenAI. Others can be named by their id all the same.</summary>
/// <remarks>Facts from <see href="https://models.dev">models.dev</see> as of 2026-07-02; prices are USD per 1,000,000 tokens.</remarks>
internal static class OpenAIModels
{
    private const string Provider = "openai";

    private const ModelCapabilities KnownAll = ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Embeddings | ModelCapabilities.Streaming | ModelCapabilities.Tools
        | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning;

    // Reasoning models answer these with 400 unsupported_value: https://platform.openai.com/docs/guides/reasoning
    private const ModelParameters ReasoningModel = ModelParameters.Sampling | ModelParameters.StopSequences;

    private static readonly Uri s_source = new("https://platform.openai.com/docs/models");

    public static IReadOnlyList<ModelItem> All { get; } =
    [
        new()
        {
            Id = "gpt-5.5", ProviderId = Provider, Name = "GPT-5.5", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll, RejectedParameters = ReasoningModel, Protocol = ResponsesProtocol.ProtocolName,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 1050000, MaxOutputTokens = 128000, Prices = new() { Input = 5m, Output = 30m, CacheRead = 0.5m },
            Released = new(2026, 4, 23), KnowledgeCutoff = new(2025, 12, 1),
        },
        new()
        {
            Id = "gpt-5.4", ProviderId = Provider, Name = "GPT-5.4", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll, RejectedParameters = ReasoningModel, Protocol = ResponsesProtocol.ProtocolName,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 1050000, MaxOutputTokens = 128000, Prices = new() { Input = 2.5m, Output = 15m, CacheRead = 0.25m },
            Released = new(2026, 3, 5), KnowledgeCutoff = new(2025, 8, 31),
        },
        new()
        {
            Id = "gpt-5.4-mini", ProviderId = Provider, Name = "GPT-5.4 mini", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, IsDefault = true, Source = s_source,
            Input = Modalities.Text | Modalities.Image, Output = Modalities.Text, KnownCapabilities = KnownAll, RejectedParameters = ReasoningModel, Protocol = ResponsesProtocol.ProtocolName,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 400000, MaxOutputTokens = 128000, Prices = new() { Input = 0.75m, Output = 4.5m, CacheRead = 0.075m },
            Released = new(2026, 3, 17), KnowledgeCutoff = new(2025, 8, 31),
        },
        new()
        {
            Id = "gpt-5.4-nano", ProviderId = Provider, Name = "GPT-5.4 nano", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image, Output = Modalities.Text, KnownCapabilities = KnownAll, RejectedParameters = ReasoningModel, Protocol = ResponsesProtocol.ProtocolName,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 400000, MaxOutputTokens = 128000, Prices = new() { Input = 0.2m, Output = 1.25m, CacheRead = 0.02m },
            Released = new(2026, 3, 17), KnowledgeCutoff = new(2025, 8, 31),
        },
        new()
        {
            Id = "gpt-5-mini", ProviderId = Provider, Name = "GPT-5 Mini", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image, Output = Modalities.Text, KnownCapabilities = KnownAll, RejectedParameters = ReasoningModel, Protocol = ResponsesProtocol.ProtocolName,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 400000, MaxOutputTokens = 128000, Prices = new() { Input = 0.25m, Output = 2m, CacheRead = 0.025m },
            Released = new(2025, 8, 7), KnowledgeCutoff = new(2024, 5, 30),
        },
        new()
        {
            Id = "gpt-4.1", ProviderId = Provider, Name = "GPT-4.1", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput,
            ContextWindow = 1047576, MaxOutputTokens = 32768, Prices = new() { Input = 2m, Output = 8m, CacheRead = 0.5m },
            Released = new(2025, 4, 14), KnowledgeCutoff = new(2024, 4, 1),
        },
        new()
        {
            Id = "gpt-4.1-mini", ProviderId = Provider, Name = "GPT-4.1 mini", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput,
            ContextWindow = 1047576, MaxOutputTokens = 32768, Prices = new() { Input = 0.4m, Output = 1.6m, CacheRead = 0.1m },
            Released = new(2025, 4, 14), KnowledgeCutoff = new(2024, 4, 1),
        },
        new()
        {
            Id = "gpt-4o-mini", ProviderId = Provider, Name = "GPT-4o mini", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput,
            ContextWindow = 128000, MaxOutputTokens = 16384, Prices = new() { Input = 0.15m, Output = 0.6m, CacheRead = 0.075m },
            Released = new(2024, 7, 18), KnowledgeCutoff = new(2023, 9, 1),
        },
        new()
        {
            Id = "text-embedding-3-small", ProviderId = Provider, Name = "text-embedding-3-small", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, IsDefault = true, Source = s_source,
            Input = Modalities.Text, Output = Modalities.Embedding, Capabilities = ModelCapabilities.Embeddings, KnownCapabilities = KnownAll,
            ContextWindow = 8191, EmbeddingDimensions = 1536, Prices = new() { Input = 0.02m }, Released = new(2024, 1, 25),
        },
        new()
        {
            Id = "text-embedding-3-large", ProviderId = Provider, Name = "text-embedding-3-large", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, IsDefault = false, Source = s_source,
            Input = Modalities.Text, Output = Modalities.Embedding, Capabilities = ModelCapabilities.Embeddings, KnownCapabilities = KnownAll,
            ContextWindow = 8191, EmbeddingDimensions = 3072, Prices = new() { Input = 0.13m }, Released = new(2024, 1, 25),
        },
    ];
}
