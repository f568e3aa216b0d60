namespace Llm.Providers.Tests.Scenarios;

public sealed class OpenAIResponsesScenarios : ChatClientScenarios<ResponsesWire>;
