using Llm.Providers.Tests.Scenarios;

namespace Llm.Providers.Tests.OpenAI;

/// <summary>OpenAI against a mock server that others wrote, over loopback.</summary>
public sealed class IndependentMockTests : MockScenarios
{
    internal override ScenarioSubject Subject => OpenAISubject.ChatCompletions;
}
