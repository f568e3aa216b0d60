namespace Llm.Providers.Tests.Scenarios;

public sealed class OpenAIEmbeddingScenarios : EmbeddingScenarios<ChatCompletionsWire>;
