using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>A stream changes its target only while there is no content.</summary>
[Trait("Requirement", "T19")]
public sealed class StreamTests
{
    public static TheoryData<string> BeforeContent => new("503", "error", "empty", "comment", "cut", "lost");

    [Theory]
    [MemberData(nameof(BeforeContent))]
    public async Task A_stream_that_fails_before_its_first_content_is_begun_anew_by_the_next_target(string fault)
    {
        CannedHandler a = new(Fault(fault)), b = new(Kit.Stream("from b"));

        var (updates, e) = await Fake.ReadAsync(Kit.Client(a, b));

        Assert.Null(e);
        Assert.Equal((1, 1, "from b"), (a.Sent.Count, b.Sent.Count, string.Concat(updates.Select(u => u.Text))));
        Assert.Equal("b/large", updates[0].AdditionalProperties?[LlmPropertyNames.ServedBy]);
        Assert.Equal(["a/large", "b/large"], updates.ToChatResponse().Tried());
        Assert.Equal("b/large", updates.ToChatResponse().ServedBy());
        Assert.Single(updates, u => u.AdditionalProperties?.ContainsKey(LlmPropertyNames.ServedBy) == true);
    }

    [Fact]
    public async Task T19_once_there_was_content_the_error_goes_to_the_caller()
    {
        CannedHandler a = new(new CannedResponse(Fake.Events("{\"text\":\"half an\"}"))), b = new(Kit.Stream());

        var (updates, e) = await Fake.ReadAsync(Kit.Client(a, b));

        var failure = Assert.IsType<LlmProviderException>(e);
        Assert.Equal("half an", Assert.Single(updates).Text);
        Assert.Equal((LlmErrorKind.StreamInterrupted, "half an", "a", 1, 0), (failure.Kind, failure.PartialText, failure.ProviderId, failure.Attempts, b.Sent.Count));
    }

    [Fact]
    public async Task An_error_after_content_tells_of_the_targets_that_failed_before_it()
    {
        CannedHandler a = new(Kit.Down), b = new(new CannedResponse(Fake.Events("{\"text\":\"half\"}", "{\"error\":{\"message\":\"overloaded\"}}"))), c = new(Kit.Stream());

        var (updates, e) = await Fake.ReadAsync(Kit.Client(a, b, c));

        var failure = Assert.IsType<LlmProviderException>(e);
        Assert.Equal(("half", "half", 2, 0), (Assert.Single(updates).Text, failure.PartialText, failure.Attempts, c.Sent.Count));
        Assert.Contains("a/large: Unavailable", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_before_the_content_of_a_failed_stream_is_not_shown()
    {
        var theirs = new StubClient(_ => Broken());
        var b = new CannedHandler(Kit.Stream());

        var (updates, e) = await Fake.ReadAsync(Kit.Client(new ModelGroupTarget("theirs") { Client = theirs }, Kit.Target("b", b)));

        Assert.Null(e);
        Assert.DoesNotContain(updates, u => u.ResponseId == "theirs");

        static IEnumerable<ChatResponseUpdate> Broken()
        {
            yield return new(ChatRole.Assistant, "") { ResponseId = "theirs" };
            throw new HttpRequestException("gone");
        }
    }

    [Fact]
    public async Task What_comes_before_the_content_is_shown_in_its_place()
    {
        var theirs = new StubClient(_ => [new(ChatRole.Assistant, "") { ResponseId = "1" }, new(ChatRole.Assistant, (string?)null) { ResponseId = "2" }, new(ChatRole.Assistant, "a") { ResponseId = "3" }, new(ChatRole.Assistant, "b") { ResponseId = "4" }]);

        var (updates, _) = await Fake.ReadAsync(Kit.Client(new ModelGroupTarget("theirs") { Client = theirs }));

        Assert.Equal(["1", "2", "3", "4"], updates.Select(u => u.ResponseId));
        Assert.Equal("theirs", updates[0].AdditionalProperties?[LlmPropertyNames.ServedBy]);
    }

    [Fact]
    public async Task A_stream_that_ends_well_without_content_is_an_answer()
    {
        var theirs = new StubClient(_ => [new(ChatRole.Assistant, "") { FinishReason = ChatFinishReason.ContentFilter }]);
        var b = new CannedHandler(Kit.Stream());

        var (updates, e) = await Fake.ReadAsync(Kit.Client(new ModelGroupTarget("theirs") { Client = theirs }, Kit.Target("b", b)));

        Assert.Equal((1, null, 0), (updates.Count, e, b.Sent.Count));
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_stream_is_read()
    {
        var a = new CannedHandler(Kit.Stream());

        var stream = Kit.Client(a).GetStreamingResponseAsync("hi");
        Assert.Empty(a.Sent);
        await foreach (var _ in stream)
        {
            Assert.Single(a.Sent);
        }
    }

    [Fact]
    public async Task Who_stops_reading_closes_the_stream()
    {
        await using var body = new ScriptedStream(Fake.Events("{\"text\":\"one\"}"), ScriptedStream.Silence);

        await foreach (var update in Kit.Client(new CannedHandler(new CannedResponse(body))).GetStreamingResponseAsync("hi"))
        {
            Assert.Equal("one", update.Text);
            break;
        }

        Assert.True(body.Disposed);
    }

    [Fact]
    public async Task Cancellation_closes_the_stream_at_once_and_asks_no_other_target()
    {
        using var cancel = new CancellationTokenSource();
        await using var body = new ScriptedStream(Fake.Events("{\"text\":\"one\"}"), ScriptedStream.Silence);
        CannedHandler a = new(new CannedResponse(body)), b = new(Kit.Stream());
        await using var updates = Kit.Client(a, b).GetStreamingResponseAsync("hi", cancellationToken: cancel.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await updates.MoveNextAsync());

        var next = updates.MoveNextAsync();
        await cancel.CancelAsync();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);

        Assert.Equal((true, cancel.Token, 0), (body.Disposed, e.CancellationToken, b.Sent.Count));
    }

    [Fact]
    public async Task A_delta_costs_no_memory_on_its_way_through_a_group()
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, "delta");
        using var client = Kit.Client(new ModelGroupTarget("theirs") { Client = new StubClient(o => Enumerable.Repeat(update, o!.MaxOutputTokens!.Value).Select(Fresh)) });
        await MeasureAsync(client, 10_000);

        var (few, many) = (await MeasureAsync(client, 1_000), await MeasureAsync(client, 21_000));

        Assert.InRange(many - few, long.MinValue, 20_000 * 16); // an object would take 24 bytes at least

        static ChatResponseUpdate Fresh(ChatResponseUpdate update)
        {
            update.ConversationId = "c";
            return update;
        }

        static async Task<long> MeasureAsync(IChatClient client, int deltas)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            await foreach (var _ in client.GetStreamingResponseAsync("hi", new() { MaxOutputTokens = deltas }))
            {
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static CannedResponse Fault(string fault) => fault switch
    {
        "503" => Kit.Down,
        "error" => new("data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}\n\n"),
        "empty" => new(""),
        "comment" => new(": wait\n\n"),
        "cut" => new(new ScriptedStream(": wait\n\n", new IOException("reset"))),
        _ => CannedResponse.Throws(new HttpRequestException("refused")),
    };
}
