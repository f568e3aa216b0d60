using Llm.Providers.Tests.Scenarios;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Anthropic;

/// <summary>Anthropic against a mock server that others wrote, over loopback.</summary>
public sealed class IndependentMockTests : MockScenarios
{
    internal override ScenarioSubject Subject => AnthropicSubject.Instance;

    [MockFact]
    public override Task Scenario_Embeddings() => AnthropicSubject.EmbeddingsAreRefused();
}
