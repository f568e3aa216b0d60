namespace Llm.Providers.Tests.Scenarios;

public sealed class AzureOpenAIScenarios : ChatClientScenarios<AzureOpenAIWire>;
