namespace Llm.Providers.Tests.Scenarios;

public sealed class GoogleEmbeddingScenarios : EmbeddingScenarios<GenerateContentWire>;
