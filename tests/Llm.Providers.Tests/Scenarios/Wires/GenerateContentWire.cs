using Llm.Providers.Google;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>Generate-content and embeddings, as Google speaks them at AI Studio.</summary>
public class GenerateContentWire : ScenarioWire
{
    public override string ChatModel => "gemini-3-flash";

    public override string EmbeddingModel => "gemini-embedding-2";

    public override BaseLlmProvider CreateProvider(HttpClient http) => new GoogleProvider(new() { Endpoint = new(Host, "v1beta/"), ApiKey = Key, MaxRetries = 0 }, new(http));
}
