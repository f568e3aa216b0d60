using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.Anthropic;

/// <summary>Anthropic against the emulator, in process.</summary>
public sealed class EmulatorTests : EmulatorScenarios
{
    internal override ScenarioSubject Subject => AnthropicSubject.Instance;

    [Fact]
    public override Task Scenario_Embeddings() => AnthropicSubject.EmbeddingsAreRefused();
}
