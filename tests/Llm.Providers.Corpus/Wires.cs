namespace Llm.Providers.Corpus;

/// <summary>Which provider reads which recorded protocol. A protocol that is not here is not built, and its cases are skipped.</summary>
internal static class Wires
{
    /// <summary>A key that stands in no recorded body, so that nothing is redacted.</summary>
    private const string ReplayKey = "replay-key-3c1f0a";

    private static readonly Dictionary<string, Func<CorpusCase, ProviderServices, BaseLlmProvider>> s_providers = new()
    {
        ["openai-chat"] = (recorded, services) => Vendors.Create(recorded.Provider, ReplayKey, services),
        ["openai-embeddings"] = (recorded, services) => Vendors.Create(recorded.Provider, ReplayKey, services),
        ["gemini"] = (recorded, services) => Vendors.CreateGemini(recorded.Provider, ReplayKey, services),
        ["gemini-embeddings"] = (recorded, services) => Vendors.CreateGemini(recorded.Provider, ReplayKey, services),
    };

    public static bool IsBuilt(string protocol) => s_providers.ContainsKey(protocol);

    public static BaseLlmProvider Create(CorpusCase recorded, HttpClient http) =>
        s_providers[recorded.Protocol](recorded, new(http) { Environment = _ => null });
}
