using Llm.Providers.Tests.Scenarios;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Google;

/// <summary>Google against a mock server that others wrote, over loopback.</summary>
public sealed class IndependentMockTests : MockScenarios
{
    [MockFact(Skip = "The mock has no list of models in this vendor's shape.")]
    public override Task Scenario_Models() => base.Scenario_Models();

    [MockFact(Skip = "The mock does not know batchEmbedContents.")]
    public override Task Scenario_Embeddings() => base.Scenario_Embeddings();

    internal override ScenarioSubject Subject => GoogleSubject.Instance;
}
