using Llm.Providers.LMStudio;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>Chat completions and embeddings, as LM Studio speaks them.</summary>
public sealed class LMStudioWire : ChatCompletionsWire
{
    public override string ChatModel => "qwen3-8b";

    public override string EmbeddingModel => "nomic-embed-text";

    public override BaseLlmProvider CreateProvider(HttpClient http) =>
        new LMStudioProvider(new() { Endpoint = new(Host, "v1/"), ApiKey = Key, MaxRetries = 0 }, new(http));
}
