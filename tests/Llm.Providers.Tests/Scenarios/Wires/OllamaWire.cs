using Llm.Providers.Ollama;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>Ollama's own chat and embed.</summary>
public sealed class OllamaWire : ScenarioWire
{
    public override string ChatModel => "qwen3:8b";

    public override string EmbeddingModel => "nomic-embed-text";

    public override BaseLlmProvider CreateProvider(HttpClient http) => new OllamaProvider(new() { Endpoint = Host, ApiKey = Key, MaxRetries = 0 }, new(http));
}
