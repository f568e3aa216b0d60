using Llm.Providers.OpenAI;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>Chat completions and embeddings below a deployment of an Azure resource.</summary>
public sealed class AzureOpenAIWire : ChatCompletionsWire
{
    public override BaseLlmProvider CreateProvider(HttpClient http) =>
        new AzureOpenAIProvider(new() { Endpoint = Host, ApiVersion = "2024-10-21", ApiKey = Key, MaxRetries = 0 }, new(http));
}
