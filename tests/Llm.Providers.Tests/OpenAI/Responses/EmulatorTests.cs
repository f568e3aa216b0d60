using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.OpenAI.Responses;

/// <summary>The responses wire against the emulator, in process.</summary>
public sealed class EmulatorTests : EmulatorScenarios
{
    internal override ScenarioSubject Subject => OpenAISubject.Responses;
}
