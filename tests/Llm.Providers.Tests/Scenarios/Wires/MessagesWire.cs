using Llm.Providers.Anthropic;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>Messages, as Anthropic speaks them.</summary>
public class MessagesWire : ScenarioWire
{
    public override string ChatModel => "claude-sonnet-4-5";

    public override BaseLlmProvider CreateProvider(HttpClient http) => new AnthropicProvider(new() { Endpoint = Host, ApiKey = Key, MaxRetries = 0 }, new(http));
}
