using Llm.Providers.Tests.Scenarios;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

/// <summary>Ollama against a mock server that others wrote, over loopback. What is skipped is what that server does not speak.</summary>
public sealed class IndependentMockTests : MockScenarios
{
    internal override ScenarioSubject Subject => OllamaSubject.Instance;

    [MockTheory(Skip = "The mock counts no tokens on this wire."), InlineData(false), InlineData(true)]
    public override Task Scenario_Usage(bool stream) => base.Scenario_Usage(stream);

    [MockTheory(Skip = "The mock never says done_reason length."), InlineData(false), InlineData(true)]
    public override Task Scenario_Length(bool stream) => base.Scenario_Length(stream);

    [MockTheory(Skip = "The mock sends no thinking on this wire."), InlineData(false), InlineData(true)]
    public override Task Scenario_Reasoning(bool stream) => base.Scenario_Reasoning(stream);

    [MockFact(Skip = "The mock answers /api/embed in the form of /api/embeddings, with one vector.")]
    public override Task Scenario_Embeddings() => base.Scenario_Embeddings();
}
