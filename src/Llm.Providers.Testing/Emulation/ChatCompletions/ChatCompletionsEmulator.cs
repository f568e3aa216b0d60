namespace Llm.Providers.Testing;

/// <summary>Speaks OpenAI's <c>chat-completions</c>: chat, legacy completions, embeddings and the list of models.</summary>
/// <remarks>
/// Every path is answered below <c>/v1</c> and at the root. See
/// <see href="https://platform.openai.com/docs/api-reference/chat">the vendor's reference</see>.
/// </remarks>
public sealed class ChatCompletionsEmulator : IWireEmulator
{
    /// <inheritdoc/>
    public string Name => "chat-completions";

    /// <inheritdoc/>
    public IReadOnlyList<EmulatorRoute> Routes { get; } =
    [
        .. new[] { "/v1", "" }.SelectMany(root => new EmulatorRoute[]
        {
            new("POST", root + "/chat/completions", Chat),
            new("POST", root + "/completions", CompletionsAnswers.Complete),
            new("POST", root + "/embeddings", EmbeddingsAnswers.Embed),
            new("GET", root + "/models", OpenAIModelsAnswers.List),
            new("GET", root + "/models/{id}", OpenAIModelsAnswers.Get),
        }),
    ];

    /// <inheritdoc/>
    /// <remarks>Always: this is the protocol of those who do not say otherwise.</remarks>
    public bool Speaks(EmulatorRequest request) => true;

    /// <inheritdoc/>
    public string? ReadKey(EmulatorRequest request) => OpenAIAnswers.BearerKey(request);

    /// <inheritdoc/>
    public EmulatorResponse Fail(ScenarioError error, EmulatorCall call) => OpenAIAnswers.Error(error, call);

    private static EmulatorResponse Chat(EmulatorCall call)
    {
        var request = ChatCompletionsRequest.Read(call.Request);
        return new ChatCompletionsWriter(call, request, call.Reply(request.Prompt)).Write();
    }
}
