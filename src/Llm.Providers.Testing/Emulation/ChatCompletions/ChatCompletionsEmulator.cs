namespace Llm.Providers.Testing;

/// <summary>Speaks OpenAI's <c>chat-completions</c>: chat, legacy completions, embeddings and the list of models.</summary>
/// <remarks>
/// Every path is answered below <c>/v1</c> and at the root, and as on Azure below <c>/openai/v1</c> and <c>/openai/deployments/{id}</c>. See
/// <see href="https://platform.openai.com/docs/api-reference/chat">the vendor's reference</see>.
/// </remarks>
public sealed class ChatCompletionsEmulator : IWireEmulator
{
    /// <inheritdoc/>
    public string Name => "chat-completions";

    /// <inheritdoc/>
    public IReadOnlyList<EmulatorRoute> Routes { get; } =
    [
        .. new[] { "/v1", "", "/openai/v1" }.SelectMany(root => new EmulatorRoute[]
        {
            new("POST", root + "/chat/completions", Chat),
            new("POST", root + "/completions", CompletionsAnswers.Complete),
            new("POST", root + "/embeddings", EmbeddingsAnswers.Embed),
            new("GET", root + "/models", OpenAIModelsAnswers.List),
            new("GET", root + "/models/{id}", OpenAIModelsAnswers.Get),
        }),
        new("POST", "/openai/deployments/{id}/chat/completions", call => Deployed(call, Chat)),
        new("POST", "/openai/deployments/{id}/completions", call => Deployed(call, CompletionsAnswers.Complete)),
        new("POST", "/openai/deployments/{id}/embeddings", call => Deployed(call, EmbeddingsAnswers.Embed)),
        new("GET", "/openai/models", call => Deployed(call, OpenAIModelsAnswers.List)),
    ];

    /// <inheritdoc/>
    /// <remarks>Always: this is the protocol of those who do not say otherwise.</remarks>
    public bool Speaks(EmulatorRequest request) => true;

    /// <inheritdoc/>
    public string? ReadKey(EmulatorRequest request) => OpenAIAnswers.BearerKey(request) ?? request.Header("api-key");

    /// <inheritdoc/>
    public EmulatorResponse Fail(ScenarioError error, EmulatorCall call) => OpenAIAnswers.Error(error, call);

    private static EmulatorResponse Deployed(EmulatorCall call, Func<EmulatorCall, EmulatorResponse> answer)
    {
        AzureWords.CheckVersion(call.Request);
        return answer(call);
    }

    private static EmulatorResponse Chat(EmulatorCall call)
    {
        var request = ChatCompletionsRequest.Read(call);
        return new ChatCompletionsWriter(call, request, call.Reply(request.Prompt)).Write();
    }
}
