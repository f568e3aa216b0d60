using Llm.Providers.OpenAICompatible;

namespace Llm.Providers.Corpus;

/// <summary>Which provider reads which recorded protocol. A protocol that is not here is not built, and its cases are skipped.</summary>
internal static class Wires
{
    /// <summary>A key that stands in no recorded body, so that nothing is redacted.</summary>
    private const string ReplayKey = "replay-key-3c1f0a";

    private static readonly Dictionary<string, Func<CorpusCase, ProviderServices, BaseLlmProvider>> s_providers = new()
    {
        ["openai-chat"] = OpenAICompatible,
        ["openai-embeddings"] = OpenAICompatible,
    };

    public static bool IsBuilt(string protocol) => s_providers.ContainsKey(protocol);

    public static BaseLlmProvider Create(CorpusCase recorded, HttpClient http) =>
        s_providers[recorded.Protocol](recorded, new(http) { Environment = _ => null });

    private static OpenAICompatibleProvider OpenAICompatible(CorpusCase recorded, ProviderServices services) =>
        new(Presets.Of(recorded.Provider), new() { ApiKey = ReplayKey, MaxRetries = 0 }, services);
}
