using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.Google;

/// <summary>Google against a mock server that others wrote, over loopback.</summary>
public sealed class IndependentMockTests : MockScenarios
{
    internal override ScenarioSubject Subject => GoogleSubject.Instance;
}
