namespace Llm.Providers.Google;

/// <summary>Widely used models of Google. Others can be named by their id all the same.</summary>
/// <remarks>Facts from <see href="https://models.dev">models.dev</see> as of 2026-07-02; prices are USD per 1,000,000 tokens, for prompts up to 200,000 tokens where the price depends on it.</remarks>
internal static class GoogleModels
{
    /// <summary>What either provider of these models can do.</summary>
    public const ModelCapabilities ProviderCapabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools
        | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning | ModelCapabilities.Embeddings;

    private const string Provider = "google";

    private const ModelCapabilities KnownAll = ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Embeddings | ModelCapabilities.Streaming | ModelCapabilities.Tools
        | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning;

    private static readonly Uri s_source = new("https://ai.google.dev/gemini-api/docs/models");

    public static IReadOnlyList<ModelItem> All { get; } =
    [
        new()
        {
            Id = "gemini-3.5-flash", ProviderId = Provider, Name = "Gemini 3.5 Flash", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, IsDefault = true, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Audio | Modalities.Video | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 1048576, MaxOutputTokens = 65536, Prices = new() { Input = 1.5m, Output = 9m, CacheRead = 0.15m },
            Released = new(2026, 5, 19), KnowledgeCutoff = new(2025, 1, 31),
        },
        new()
        {
            Id = "gemini-3.1-pro-preview", ProviderId = Provider, Name = "Gemini 3.1 Pro Preview", Origin = ModelOrigin.Catalog, Status = ModelStatus.Preview, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Audio | Modalities.Video | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 1048576, MaxOutputTokens = 65536, Prices = new() { Input = 2m, Output = 12m, CacheRead = 0.2m },
            Released = new(2026, 2, 19), KnowledgeCutoff = new(2025, 1, 31),
        },
        new()
        {
            Id = "gemini-3-flash-preview", ProviderId = Provider, Name = "Gemini 3 Flash Preview", Origin = ModelOrigin.Catalog, Status = ModelStatus.Preview, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Audio | Modalities.Video | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 1048576, MaxOutputTokens = 65536, Prices = new() { Input = 0.5m, Output = 3m, CacheRead = 0.05m },
            Released = new(2025, 12, 17), KnowledgeCutoff = new(2025, 1, 31),
        },
        new()
        {
            Id = "gemini-3.1-flash-lite", ProviderId = Provider, Name = "Gemini 3.1 Flash Lite", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Audio | Modalities.Video | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 1048576, MaxOutputTokens = 65536, Prices = new() { Input = 0.25m, Output = 1.5m, CacheRead = 0.025m },
            Released = new(2026, 5, 7), KnowledgeCutoff = new(2025, 1, 31),
        },
        new()
        {
            Id = "gemini-2.5-pro", ProviderId = Provider, Name = "Gemini 2.5 Pro", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Audio | Modalities.Video | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 1048576, MaxOutputTokens = 65536, Prices = new() { Input = 1.25m, Output = 10m, CacheRead = 0.125m },
            Released = new(2025, 6, 17), KnowledgeCutoff = new(2025, 1, 31),
        },
        new()
        {
            Id = "gemini-2.5-flash", ProviderId = Provider, Name = "Gemini 2.5 Flash", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Audio | Modalities.Video | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 1048576, MaxOutputTokens = 65536, Prices = new() { Input = 0.3m, Output = 2.5m, CacheRead = 0.03m },
            Released = new(2025, 6, 17), KnowledgeCutoff = new(2025, 1, 31),
        },
        new()
        {
            Id = "gemini-2.5-flash-lite", ProviderId = Provider, Name = "Gemini 2.5 Flash-Lite", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image | Modalities.Audio | Modalities.Video | Modalities.Pdf, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
            ContextWindow = 1048576, MaxOutputTokens = 65536, Prices = new() { Input = 0.1m, Output = 0.4m, CacheRead = 0.01m },
            Released = new(2025, 6, 17), KnowledgeCutoff = new(2025, 1, 31),
        },
        new()
        {
            Id = "gemini-2.5-flash-image", ProviderId = Provider, Name = "Nano Banana", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Modalities.Text | Modalities.Image, Output = Modalities.Text | Modalities.Image, KnownCapabilities = KnownAll,
            Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming,
            ContextWindow = 32768, MaxOutputTokens = 32768, Prices = new() { Input = 0.3m, Output = 30m, CacheRead = 0.075m },
            Released = new(2025, 8, 26), KnowledgeCutoff = new(2025, 6, 30),
        },
        new()
        {
            Id = "gemini-embedding-001", ProviderId = Provider, Name = "Gemini Embedding 001", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, IsDefault = true, Source = s_source,
            Input = Modalities.Text, Output = Modalities.Embedding, Capabilities = ModelCapabilities.Embeddings, KnownCapabilities = KnownAll,
            ContextWindow = 2048, EmbeddingDimensions = 3072, Prices = new() { Input = 0.15m }, Released = new(2025, 5, 20),
        },
    ];
}
