namespace Llm.Providers.Testing;

/// <summary>Speaks Anthropic's <c>messages</c>: conversations, the counting of their tokens, and the list of models.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/api/messages">the vendor's reference</see>.</remarks>
public sealed class MessagesEmulator : IWireEmulator
{
    private const string Root = "/v1/messages";

    /// <inheritdoc/>
    public string Name => "messages";

    /// <inheritdoc/>
    public IReadOnlyList<EmulatorRoute> Routes { get; } =
    [
        new("POST", Root, Answer),
        new("POST", Root + "/count_tokens", Count),
        new("GET", "/v1/models", MessagesModels.List),
        new("GET", "/v1/models/{id}", MessagesModels.Get),
    ];

    /// <inheritdoc/>
    /// <remarks>By the path, or by the header that every request of this protocol has: the list of models stands where others have theirs.</remarks>
    public bool Speaks(EmulatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Header("anthropic-version") is not null || request.Path.StartsWith(Root, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public string? ReadKey(EmulatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Header("x-api-key") ?? OpenAIAnswers.BearerKey(request);
    }

    /// <inheritdoc/>
    public EmulatorResponse Fail(ScenarioError error, EmulatorCall call) => MessagesAnswers.Error(error, call);

    private static EmulatorResponse Answer(EmulatorCall call)
    {
        var request = MessagesBody.Read(call.Request);
        return new MessagesWriter(call, request, call.Reply(request.Prompt)).Write();
    }

    private static EmulatorResponse Count(EmulatorCall call)
    {
        var request = MessagesBody.ReadForCounting(call.Request);
        return MessagesAnswers.Json(call, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("input_tokens", Math.Max(1, request.Prompt.InputTokens));
            writer.WriteEndObject();
        });
    }
}
