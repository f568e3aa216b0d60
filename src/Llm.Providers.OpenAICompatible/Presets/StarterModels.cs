namespace Llm.Providers.OpenAICompatible;

/// <summary>The words in which the starter lists of models are written: one row a model, one file a vendor.</summary>
/// <remarks>
/// The lists are a start, not a limit: an id that is not in them passes, and <see cref="BaseLlmProvider.ListModelsAsync(CancellationToken)"/>
/// asks the vendor. A cutoff that is known by month stands as the month's last day; a release that is known by month is left open.
/// </remarks>
internal static class StarterModels
{
    public const Modalities Text = Modalities.Text;
    public const Modalities Image = Modalities.Image;
    public const Modalities Audio = Modalities.Audio;
    public const Modalities Video = Modalities.Video;
    public const Modalities Pdf = Modalities.Pdf;

    public const ModelCapabilities Nothing = ModelCapabilities.None;
    public const ModelCapabilities Tools = ModelCapabilities.Tools;
    public const ModelCapabilities StructuredOutput = ModelCapabilities.StructuredOutput;
    public const ModelCapabilities Reasoning = ModelCapabilities.Reasoning;

    public const ModelParameters PenaltiesAndStop = ModelParameters.FrequencyPenalty | ModelParameters.PresencePenalty | ModelParameters.StopSequences;

    private const ModelCapabilities Modes = ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Embeddings | ModelCapabilities.Streaming;

    /// <summary>Completes the rows of a vendor with what they share.</summary>
    public static IReadOnlyList<ModelItem> Of(string providerId, string source, IReadOnlyList<ModelItem> models)
    {
        var page = new Uri(source);
        return [.. models.Select(m => m with { ProviderId = providerId, Source = page, Origin = ModelOrigin.Catalog })];
    }

    /// <summary>A model for conversations.</summary>
    /// <param name="id">The id.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="context">The largest sum of input and output, in tokens.</param>
    /// <param name="output">The largest output, in tokens.</param>
    /// <param name="input">What it takes.</param>
    /// <param name="able">What it can do. Tools and reasoning are absent when not named; structured output is unknown then, as the facts say nothing.</param>
    public static ModelItem Chat(string id, string name, int context, int output, Modalities input, ModelCapabilities able) => new()
    {
        Id = id, ProviderId = "", Name = name, Status = ModelStatus.Active,
        ContextWindow = context, MaxOutputTokens = output,
        Input = input, Output = Modalities.Text,
        Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | able,
        KnownCapabilities = Modes | ModelCapabilities.Tools | ModelCapabilities.Reasoning | able,
    };

    /// <summary>A model for vectors.</summary>
    /// <param name="id">The id.</param>
    /// <param name="name">The name for people.</param>
    /// <param name="context">The longest text, in tokens.</param>
    /// <param name="dimensions">The length of a vector when none is asked for.</param>
    public static ModelItem Embedding(string id, string name, int? context = null, int? dimensions = null) => new()
    {
        Id = id, ProviderId = "", Name = name, Status = ModelStatus.Active,
        ContextWindow = context, EmbeddingDimensions = dimensions,
        Input = Modalities.Text, Output = Modalities.Embedding,
        Capabilities = ModelCapabilities.Embeddings,
        KnownCapabilities = Modes | ModelCapabilities.Tools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning,
    };

    /// <summary>Prices in US dollars per 1,000,000 tokens.</summary>
    public static ModelPrices Usd(decimal input, decimal? output = null, decimal? cacheRead = null, decimal? cacheWrite = null) =>
        new() { Input = input, Output = output, CacheRead = cacheRead, CacheWrite = cacheWrite };
}
