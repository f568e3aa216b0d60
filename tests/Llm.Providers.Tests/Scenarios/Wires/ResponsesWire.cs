using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>Responses, as OpenAI speaks them.</summary>
public sealed class ResponsesWire : ScenarioWire
{
    public override string ChatModel => "gpt-4.1";

    public override BaseLlmProvider CreateProvider(HttpClient http) =>
        new OpenAIProvider(new() { Endpoint = new(Host, "v1/"), ApiKey = Key, MaxRetries = 0, Wire = OpenAIWire.Responses }, new(http));
}
