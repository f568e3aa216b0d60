using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>What a vendor keeps of a conversation belongs to that vendor.</summary>
[Trait("Requirement", "B04")]
public sealed class KeptStateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_conversation_that_a_vendor_keeps_goes_on_there_and_nowhere_else(bool streamed)
    {
        var fails = false;
        var a = new StubClient("a");
        var b = new StubClient(_ => fails ? throw new HttpRequestException("gone") : [new(ChatRole.Assistant, "b") { ConversationId = "resp_1" }, new(ChatRole.Assistant, "c") { ConversationId = "resp_1" }]);
        var client = Client(new("b/m") { Client = b }, new("a/m") { Client = a });

        var id = (await AskAsync(null)).ConversationId;
        var again = await AskAsync(id);
        fails = true;
        await Assert.ThrowsAsync<LlmProviderException>(() => AskAsync(again.ConversationId));

        Assert.Equal(("b/m#resp_1", "b/m#resp_1", "resp_1", 0), (id, again.ConversationId, b.Options?.ConversationId, a.Calls));

        async Task<ChatResponse> AskAsync(string? conversation) => streamed
            ? await client.GetStreamingResponseAsync("hi", new() { ConversationId = conversation }).ToChatResponseAsync()
            : await client.GetResponseAsync("hi", new() { ConversationId = conversation });
    }

    [Fact]
    public async Task A_target_that_comes_later_is_found_by_what_it_keeps()
    {
        StubClient a = new("a"), b = new("b");

        var response = await Client(new("a") { Client = a }, new("b") { Client = b }).GetResponseAsync("hi", new() { ConversationId = "b#conv_1" });

        Assert.Equal(("b", "conv_1"), (response.ServedBy(), b.Options?.ConversationId));
    }

    [Fact]
    public async Task A_conversation_of_nobody_knows_whom_is_refused()
    {
        var a = new StubClient("a");

        var e = await Fake.FailureAsync(() => Client(new ModelGroupTarget("a") { Client = a }).GetResponseAsync("hi", new() { ConversationId = "conv_1" }));

        Assert.Equal((LlmErrorKind.InvalidRequest, 0), (e.Kind, a.Calls));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_is_still_being_made_is_taken_up_where_it_is(bool streamed)
    {
        var a = new StubClient("a");
        var b = new StubClient(_ => [new(ChatRole.Assistant, "b") { ContinuationToken = ResponseContinuationToken.FromBytes("half"u8.ToArray()) }]);
        var client = Client(new("b") { Client = b }, new("a") { Client = a });
        ChatOptions? options = null;

        var token = streamed ? (await client.GetStreamingResponseAsync("hi").ToListAsync())[0].ContinuationToken : (await Single(client)).ContinuationToken;
        options = new() { ContinuationToken = token };
        await client.GetResponseAsync([], options);

        Assert.Equal("half"u8.ToArray(), b.Options!.ContinuationToken!.ToBytes().ToArray());
        Assert.Equal(0, a.Calls);

        static Task<ChatResponse> Single(IChatClient client) => client.GetResponseAsync("hi");
    }

    [Fact]
    public async Task A_token_of_nobody_knows_whom_is_refused()
    {
        var e = await Fake.FailureAsync(() => Client(new ModelGroupTarget("a") { Client = new StubClient("a") }).GetResponseAsync("hi", new() { ContinuationToken = ResponseContinuationToken.FromBytes("x"u8.ToArray()) }));

        Assert.Equal(LlmErrorKind.InvalidRequest, e.Kind);
    }

    private static IChatClient Client(params ModelGroupTarget[] targets) => Kit.Client(targets);
}
