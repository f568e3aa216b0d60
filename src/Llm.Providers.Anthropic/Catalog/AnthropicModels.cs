namespace Llm.Providers.Anthropic;

/// <summary>Models of Anthropic. Others can be named by their id all the same.</summary>
/// <remarks>Facts from <see href="https://models.dev">models.dev</see> as of 2026-07-02; prices are USD per 1,000,000 tokens, cache writes for five minutes.</remarks>
internal static class AnthropicModels
{
    private const string Provider = "anthropic";

    private const Modalities Seen = Modalities.Text | Modalities.Image | Modalities.Pdf;

    private const ModelCapabilities Base = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools;

    private const ModelCapabilities KnownAll = Base | ModelCapabilities.Completion | ModelCapabilities.Embeddings | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning;

    private static readonly Uri s_source = new("https://platform.claude.com/docs/en/about-claude/models/overview");

    public static IReadOnlyList<ModelItem> All { get; } =
    [
        new()
        {
            Id = "claude-fable-5", ProviderId = Provider, Name = "Claude Fable 5", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll, RejectedParameters = ModelParameters.Sampling,
            Capabilities = Base | ModelCapabilities.Reasoning | ModelCapabilities.StructuredOutput,
            ContextWindow = 1000000, MaxOutputTokens = 128000,
            Prices = new() { Input = 10m, Output = 50m, CacheRead = 1m, CacheWrite = 12.5m },
            Released = new(2026, 6, 9),
            Reasoning = Thinks("adaptive", "low medium high xhigh max"),
        },
        new()
        {
            Id = "claude-opus-4-8", ProviderId = Provider, Name = "Claude Opus 4.8", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll, RejectedParameters = ModelParameters.Sampling,
            Capabilities = Base | ModelCapabilities.Reasoning | ModelCapabilities.StructuredOutput,
            ContextWindow = 1000000, MaxOutputTokens = 128000,
            Prices = new() { Input = 5m, Output = 25m, CacheRead = 0.5m, CacheWrite = 6.25m },
            Released = new(2026, 5, 28),
            Reasoning = Thinks("adaptive", "low medium high xhigh max"),
        },
        new()
        {
            Id = "claude-opus-4-7", ProviderId = Provider, Name = "Claude Opus 4.7", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll, RejectedParameters = ModelParameters.Sampling,
            Capabilities = Base | ModelCapabilities.Reasoning | ModelCapabilities.StructuredOutput,
            ContextWindow = 1000000, MaxOutputTokens = 128000,
            Prices = new() { Input = 5m, Output = 25m, CacheRead = 0.5m, CacheWrite = 6.25m },
            Released = new(2026, 4, 16), KnowledgeCutoff = new(2026, 1, 31),
            Reasoning = Thinks("adaptive", "low medium high xhigh max"),
        },
        new()
        {
            Id = "claude-opus-4-6", ProviderId = Provider, Name = "Claude Opus 4.6", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = Base | ModelCapabilities.Reasoning | ModelCapabilities.StructuredOutput,
            ContextWindow = 1000000, MaxOutputTokens = 128000,
            Prices = new() { Input = 5m, Output = 25m, CacheRead = 0.5m, CacheWrite = 6.25m },
            Released = new(2026, 2, 5), KnowledgeCutoff = new(2025, 5, 31),
            Reasoning = Thinks("adaptive budget", "low medium high max"),
        },
        new()
        {
            Id = "claude-opus-4-5", ProviderId = Provider, Name = "Claude Opus 4.5", Aliases = ["claude-opus-4-5-20251101"], Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = Base | ModelCapabilities.Reasoning | ModelCapabilities.StructuredOutput,
            ContextWindow = 200000, MaxOutputTokens = 64000,
            Prices = new() { Input = 5m, Output = 25m, CacheRead = 0.5m, CacheWrite = 6.25m },
            Released = new(2025, 11, 24), KnowledgeCutoff = new(2025, 3, 31),
            Reasoning = Thinks("budget", "low medium high"),
        },
        new()
        {
            Id = "claude-opus-4-1", ProviderId = Provider, Name = "Claude Opus 4.1", Aliases = ["claude-opus-4-1-20250805"], Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = Base | ModelCapabilities.Reasoning | ModelCapabilities.StructuredOutput,
            ContextWindow = 200000, MaxOutputTokens = 32000,
            Prices = new() { Input = 15m, Output = 75m, CacheRead = 1.5m, CacheWrite = 18.75m },
            Released = new(2025, 8, 5), KnowledgeCutoff = new(2025, 3, 31),
            Reasoning = Thinks("budget"),
        },
        new()
        {
            Id = "claude-opus-4-0", ProviderId = Provider, Name = "Claude Opus 4", Aliases = ["claude-opus-4-20250514"], Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = Base | ModelCapabilities.Reasoning,
            ContextWindow = 200000, MaxOutputTokens = 32000,
            Prices = new() { Input = 15m, Output = 75m, CacheRead = 1.5m, CacheWrite = 18.75m },
            Released = new(2025, 5, 22), KnowledgeCutoff = new(2025, 3, 31),
            Reasoning = Thinks("budget"),
        },
        new()
        {
            Id = "claude-sonnet-5", ProviderId = Provider, Name = "Claude Sonnet 5", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll, RejectedParameters = ModelParameters.Sampling,
            Capabilities = Base | ModelCapabilities.Reasoning | ModelCapabilities.StructuredOutput,
            ContextWindow = 1000000, MaxOutputTokens = 128000,
            Prices = new() { Input = 2m, Output = 10m, CacheRead = 0.2m, CacheWrite = 2.5m },
            Released = new(2026, 6, 30), KnowledgeCutoff = new(2026, 1, 31),
            Reasoning = Thinks("adaptive", "low medium high xhigh max"),
        },
        new()
        {
            Id = "claude-sonnet-4-6", ProviderId = Provider, Name = "Claude Sonnet 4.6", Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, IsDefault = true, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = Base | ModelCapabilities.Reasoning | ModelCapabilities.StructuredOutput,
            ContextWindow = 1000000, MaxOutputTokens = 64000,
            Prices = new() { Input = 3m, Output = 15m, CacheRead = 0.3m, CacheWrite = 3.75m },
            Released = new(2026, 2, 17), KnowledgeCutoff = new(2025, 8, 31),
            Reasoning = Thinks("adaptive budget", "low medium high max"),
        },
        new()
        {
            Id = "claude-sonnet-4-5", ProviderId = Provider, Name = "Claude Sonnet 4.5", Aliases = ["claude-sonnet-4-5-20250929"], Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = Base | ModelCapabilities.Reasoning | ModelCapabilities.StructuredOutput,
            ContextWindow = 200000, MaxOutputTokens = 64000,
            Prices = new() { Input = 3m, Output = 15m, CacheRead = 0.3m, CacheWrite = 3.75m },
            Released = new(2025, 9, 29), KnowledgeCutoff = new(2025, 7, 31),
            Reasoning = Thinks("budget"),
        },
        new()
        {
            Id = "claude-sonnet-4-0", ProviderId = Provider, Name = "Claude Sonnet 4", Aliases = ["claude-sonnet-4-20250514"], Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = Base | ModelCapabilities.Reasoning,
            ContextWindow = 200000, MaxOutputTokens = 64000,
            Prices = new() { Input = 3m, Output = 15m, CacheRead = 0.3m, CacheWrite = 3.75m },
            Released = new(2025, 5, 22), KnowledgeCutoff = new(2025, 3, 31),
            Reasoning = Thinks("budget"),
        },
        new()
        {
            Id = "claude-haiku-4-5", ProviderId = Provider, Name = "Claude Haiku 4.5", Aliases = ["claude-haiku-4-5-20251001"], Origin = ModelOrigin.Catalog, Status = ModelStatus.Active, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = Base | ModelCapabilities.Reasoning | ModelCapabilities.StructuredOutput,
            ContextWindow = 200000, MaxOutputTokens = 64000,
            Prices = new() { Input = 1m, Output = 5m, CacheRead = 0.1m, CacheWrite = 1.25m },
            Released = new(2025, 10, 15), KnowledgeCutoff = new(2025, 2, 28),
            Reasoning = Thinks("budget"),
        },
        new()
        {
            Id = "claude-3-7-sonnet-20250219", ProviderId = Provider, Name = "Claude Sonnet 3.7", Origin = ModelOrigin.Catalog, Status = ModelStatus.Deprecated, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll,
            Capabilities = Base | ModelCapabilities.Reasoning,
            ContextWindow = 200000, MaxOutputTokens = 64000,
            Prices = new() { Input = 3m, Output = 15m, CacheRead = 0.3m, CacheWrite = 3.75m },
            Released = new(2025, 2, 19), KnowledgeCutoff = new(2024, 10, 31),
            Reasoning = Thinks("budget"),
        },
        new()
        {
            Id = "claude-3-haiku-20240307", ProviderId = Provider, Name = "Claude Haiku 3", Origin = ModelOrigin.Catalog, Status = ModelStatus.Deprecated, Source = s_source,
            Input = Seen, Output = Modalities.Text, KnownCapabilities = KnownAll, RejectedParameters = ModelParameters.Reasoning,
            Capabilities = Base,
            ContextWindow = 200000, MaxOutputTokens = 4096,
            Prices = new() { Input = 0.25m, Output = 1.25m, CacheRead = 0.03m, CacheWrite = 0.3m },
            Released = new(2024, 3, 13), KnowledgeCutoff = new(2023, 8, 31),
        },
    ];

    /// <summary>Names the forms of thinking and the efforts a model takes.</summary>
    private static ReasoningSupport Thinks(string forms, string efforts = "") => new()
    {
        Adaptive = forms.Contains("adaptive", StringComparison.Ordinal),
        TakesBudget = forms.Contains("budget", StringComparison.Ordinal),
        Efforts = efforts.Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };
}
