namespace Llm.Providers.Tests.Scenarios;

public sealed class GoogleScenarios : ChatClientScenarios<GenerateContentWire>;
