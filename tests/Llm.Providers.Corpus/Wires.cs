using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.Ollama;

namespace Llm.Providers.Corpus;

/// <summary>Which provider reads which recorded protocol. A protocol that is not here is not built, and its cases are skipped.</summary>
internal static class Wires
{
    /// <summary>A key that stands in no recorded body, so that nothing is redacted.</summary>
    private const string ReplayKey = "replay-key-3c1f0a";

    private static readonly Dictionary<string, Func<CorpusCase, ProviderServices, BaseLlmProvider>> s_providers = new()
    {
        ["openai-chat"] = (recorded, services) => Vendors.Create(recorded.Provider, ReplayKey, services),
        ["anthropic-messages"] = (_, services) => new AnthropicProvider(new() { ApiKey = ReplayKey, MaxRetries = 0 }, services),
        ["openai-responses"] = (recorded, services) => Vendors.CreateResponses(recorded.Provider, ReplayKey, services),
        ["openai-embeddings"] = (recorded, services) => Vendors.Create(recorded.Provider, ReplayKey, services),
        ["gemini"] = Google,
        ["gemini-embeddings"] = Google,
        ["ollama-chat"] = Ollama,
        ["ollama-generate"] = Ollama,
        ["ollama-embed"] = Ollama,
    };

    public static bool IsBuilt(string protocol) => s_providers.ContainsKey(protocol);

    public static BaseLlmProvider Create(CorpusCase recorded, HttpClient http) =>
        s_providers[recorded.Protocol](recorded, new(http) { Environment = _ => null });

    private static BaseLlmProvider Google(CorpusCase recorded, ProviderServices services) => recorded.Provider == "google-vertex"
        ? new GoogleVertexProvider(new() { ApiKey = ReplayKey, MaxRetries = 0, Project = "replayed" }, services)
        : new GoogleProvider(new() { ApiKey = ReplayKey, MaxRetries = 0 }, services);

    private static OllamaProvider Ollama(CorpusCase recorded, ProviderServices services)
    {
        var options = new OllamaOptions { ApiKey = ReplayKey, MaxRetries = 0 };
        if (recorded.Protocol == "ollama-generate")
        {
            options.Models.Add(new() { Id = recorded.Model, ProviderId = "ollama", Protocol = recorded.Protocol });
        }

        return new(options, services);
    }
}
