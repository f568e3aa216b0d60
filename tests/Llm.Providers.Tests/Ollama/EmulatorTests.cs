using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.Ollama;

/// <summary>Ollama against the emulator, in process.</summary>
public sealed class EmulatorTests : EmulatorScenarios
{
    internal override ScenarioSubject Subject => OllamaSubject.Instance;
}
