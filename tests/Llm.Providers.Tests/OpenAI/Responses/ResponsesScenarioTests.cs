using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.OpenAI.Responses;

/// <summary>The responses wire against the emulator, in process: all scenarios, streamed and not.</summary>
public sealed class ResponsesScenarioTests : EmulatorTests
{
    protected override OpenAIWire Wire => OpenAIWire.Responses;
}
