using Llm.Providers.Google;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>Google's generate-content and its embeddings.</summary>
public sealed class GenerateContentWire : ScenarioWire
{
    public override string ChatModel => "gemini-2.5-flash";

    public override string EmbeddingModel => "gemini-embedding-001";

    public override BaseLlmProvider CreateProvider(HttpClient http) => new GoogleProvider(new() { Endpoint = new(Host, "v1beta/"), ApiKey = Key, MaxRetries = 0 }, new(http));
}
