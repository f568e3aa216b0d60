using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.OpenAI;

/// <summary>OpenAI against the emulator, in process.</summary>
public sealed class EmulatorTests : EmulatorScenarios
{
    internal override ScenarioSubject Subject => OpenAISubject.ChatCompletions;
}
