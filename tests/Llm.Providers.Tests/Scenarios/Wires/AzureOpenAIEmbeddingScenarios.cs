namespace Llm.Providers.Tests.Scenarios;

public sealed class AzureOpenAIEmbeddingScenarios : EmbeddingScenarios<AzureOpenAIWire>;
