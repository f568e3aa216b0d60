using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Streaming;

/// <summary>The run-time check of what holds for every stream.</summary>
public sealed class StreamLawTests
{
    public static TheoryData<string, ChatResponseUpdate[]> Breaches => new()
    {
        { "one message id", [Text("a"), Text("b", message: "m2"), Finish()] },
        { "one message id", [Text("a", message: ""), Finish()] },
        { "one response id", [Text("a"), Text("b", response: "r2"), Finish()] },
        { "the role is set", [Text("a", role: null), Finish()] },
        { "text is never empty", [Text(""), Finish()] },
        { "text is never empty", [Of(new TextReasoningContent("")), Finish()] },
        { "contents are never null", [Of([null!]), Finish()] },
        { "a tool call has an id and a name", [Of(new FunctionCallContent("", "f")), Finish()] },
        { "a tool call has an id and a name", [Of(new FunctionCallContent("c", "")), Finish()] },
        { "an id of its own for each tool call", [Of(new FunctionCallContent("c", "f"), new FunctionCallContent("c", "g")), Finish()] },
        { "one usage at most", [Of(new UsageContent(new())), Of(new UsageContent(new())), Finish()] },
        { "nothing after the finish", [Text("a"), Finish(), Text("b")] },
        { "an end only after the finish", [Text("a")] },
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task A_breach_names_the_law_the_provider_and_the_update(string law, ChatResponseUpdate[] updates)
    {
        var client = new StreamLawChatClient(new Streaming(updates));

        var (seen, failure) = await Fake.ReadAsync(client);

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.MalformedResponse, "acme", "talker"), (e.Kind, e.ProviderId, e.ModelId));
        Assert.Contains($"'{law}' at update {(law.StartsWith("an end", StringComparison.Ordinal) ? seen.Count - 1 : seen.Count)}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_keeps_the_laws_passes()
    {
        ChatResponseUpdate[] updates = [Of(new TextReasoningContent("hm")), Of(new TextReasoningContent(null) { ProtectedData = "s" }), Text("a"), Of(new FunctionCallContent("c", "f")), Of(new UsageContent(new())), Finish()];

        var (seen, failure) = await Fake.ReadAsync(new StreamLawChatClient(new Streaming(updates)));

        Assert.Null(failure);
        Assert.Equal(updates, seen);
    }

    [Fact]
    public void It_is_there_when_it_is_switched_on()
    {
        var handler = new CannedHandler("{}");

        Assert.NotNull(Fake.Client(handler, configure: o => o.CheckStreamLaws = true).GetService<StreamLawChatClient>());
        Assert.Null(Fake.Client(handler, configure: o => o.CheckStreamLaws = false).GetService<StreamLawChatClient>());
    }

    private static ChatResponseUpdate Text(string text, string? message = "m", string? response = "r", string? role = "assistant") =>
        new(role is null ? null : new ChatRole(role), [new TextContent(text)]) { MessageId = message, ResponseId = response };

    private static ChatResponseUpdate Of(params AIContent[] contents) => new(ChatRole.Assistant, contents) { MessageId = "m", ResponseId = "r" };

    private static ChatResponseUpdate Finish() => new(ChatRole.Assistant, []) { MessageId = "m", ResponseId = "r", FinishReason = ChatFinishReason.Stop };

    private sealed class Streaming(ChatResponseUpdate[] updates) : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => updates.ToAsyncEnumerable();

        public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("acme", null, "talker") : null;

        public void Dispose()
        {
        }
    }
}
