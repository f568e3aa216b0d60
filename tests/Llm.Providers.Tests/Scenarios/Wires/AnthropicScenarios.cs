namespace Llm.Providers.Tests.Scenarios;

public sealed class AnthropicScenarios : ChatClientScenarios<MessagesWire>;
