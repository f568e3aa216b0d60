namespace Llm.Providers.Tests.Scenarios;

public sealed class OpenAIChatCompletionsScenarios : ChatClientScenarios<ChatCompletionsWire>;
