namespace Llm.Providers.Tests.Scenarios;

public sealed class OllamaEmbeddingScenarios : EmbeddingScenarios<OllamaWire>;
