namespace Llm.Providers;

/// <summary>The words a catalog file knows, and what they stand for.</summary>
internal static class CatalogWords
{
    public static readonly IReadOnlyDictionary<string, int> Modes = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["chat"] = (int)ModelCapabilities.Chat,
        ["completion"] = (int)ModelCapabilities.Completion,
        ["embeddings"] = (int)ModelCapabilities.Embeddings,
    };

    public static readonly IReadOnlyDictionary<string, int> Capabilities = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["streaming"] = (int)ModelCapabilities.Streaming,
        ["tools"] = (int)ModelCapabilities.Tools,
        ["parallel-tools"] = (int)ModelCapabilities.ParallelTools,
        ["structured-output"] = (int)ModelCapabilities.StructuredOutput,
        ["reasoning"] = (int)ModelCapabilities.Reasoning,
    };

    /// <summary>What a model may lack: what it may be capable of, and the modes.</summary>
    public static readonly IReadOnlyDictionary<string, int> Lacks = Modes.Concat(Capabilities).ToDictionary(w => w.Key, w => w.Value, StringComparer.Ordinal);

    public static readonly IReadOnlyDictionary<string, int> Inputs = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["text"] = (int)Modalities.Text,
        ["image"] = (int)Modalities.Image,
        ["audio"] = (int)Modalities.Audio,
        ["video"] = (int)Modalities.Video,
        ["pdf"] = (int)Modalities.Pdf,
    };

    public static readonly IReadOnlyDictionary<string, int> Outputs = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["text"] = (int)Modalities.Text,
        ["image"] = (int)Modalities.Image,
        ["audio"] = (int)Modalities.Audio,
        ["video"] = (int)Modalities.Video,
        ["embedding"] = (int)Modalities.Embedding,
    };

    public static readonly IReadOnlyDictionary<string, int> Parameters = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["temperature"] = (int)ModelParameters.Temperature,
        ["top-p"] = (int)ModelParameters.TopP,
        ["top-k"] = (int)ModelParameters.TopK,
        ["frequency-penalty"] = (int)ModelParameters.FrequencyPenalty,
        ["presence-penalty"] = (int)ModelParameters.PresencePenalty,
        ["seed"] = (int)ModelParameters.Seed,
        ["stop"] = (int)ModelParameters.StopSequences,
        ["reasoning"] = (int)ModelParameters.Reasoning,
        ["parallel-tool-calls"] = (int)ModelParameters.AllowMultipleToolCalls,
    };

    public static readonly IReadOnlyDictionary<string, int> Statuses = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["preview"] = (int)ModelStatus.Preview,
        ["active"] = (int)ModelStatus.Active,
        ["deprecated"] = (int)ModelStatus.Deprecated,
        ["retired"] = (int)ModelStatus.Retired,
    };

    /// <summary>Lists the words whose flag is set in a value, in their order.</summary>
    public static IEnumerable<string> In(int flags, IReadOnlyDictionary<string, int> words) => words.Where(w => (flags & w.Value) != 0).Select(w => w.Key);
}
