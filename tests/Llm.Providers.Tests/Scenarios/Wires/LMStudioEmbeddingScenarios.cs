namespace Llm.Providers.Tests.Scenarios;

public sealed class LMStudioEmbeddingScenarios : EmbeddingScenarios<LMStudioWire>;
