using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.OpenAI.Responses;

/// <summary>The responses wire against a mock server that others wrote, over loopback.</summary>
public sealed class ResponsesIndependentMockTests : IndependentMockTests
{
    protected override OpenAIWire Wire => OpenAIWire.Responses;
}
