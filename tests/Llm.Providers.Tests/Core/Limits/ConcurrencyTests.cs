using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Limits;

/// <summary>So many requests are under way at a time; the others wait in line.</summary>
public sealed class ConcurrencyTests
{
    private const string Answer = "{\"text\":\"ok\",\"finish\":\"stop\"}";

    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_stream_is_under_way_until_it_was_read_to_its_end()
    {
        var (client, handler) = Create();
        await using var stream = client.GetStreamingResponseAsync("hi").GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        var second = client.GetResponseAsync("hi");
        Assert.Single(handler.Sent);
        _gate.SetResult();
        while (await stream.MoveNextAsync())
        {
            Assert.Single(handler.Sent);
        }

        Assert.Equal("ok", (await second.WaitAsync(TimeSpan.FromSeconds(10))).Text);
    }

    [Fact]
    public async Task A_stream_that_is_given_up_makes_room()
    {
        var (client, handler) = Create();
        var stream = client.GetStreamingResponseAsync("hi").GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        var second = client.GetResponseAsync("hi");
        Assert.Single(handler.Sent);

        await stream.DisposeAsync();

        Assert.Equal("ok", (await second.WaitAsync(TimeSpan.FromSeconds(10))).Text);
    }

    [Fact]
    public async Task A_stream_whose_connection_cannot_be_closed_makes_room()
    {
        using var body = new StubbornStream(Fake.Bytes(Fake.Events("{\"text\":\"ok\"}", "{\"finish\":\"stop\"}", "[DONE]")));
        var client = Fake.Client(new CannedHandler(new CannedResponse(body), new CannedResponse(Answer)), configure: o => o.Limits.MaxConcurrentRequests = 1);

        await Assert.ThrowsAsync<IOException>(() => client.GetStreamingResponseAsync("hi").ToListAsync().AsTask());

        Assert.Equal("ok", (await client.GetResponseAsync("hi").WaitAsync(TimeSpan.FromSeconds(10))).Text);
    }

    [Fact]
    public async Task A_failed_attempt_makes_room()
    {
        var handler = new CannedHandler(new CannedResponse(500, "{}"), new CannedResponse(Answer));
        var client = Fake.Client(handler, new EagerTime(), o => (o.MaxRetries, o.Limits.MaxConcurrentRequests) = (1, 1));

        Assert.Equal("ok", (await client.GetResponseAsync("hi").WaitAsync(TimeSpan.FromSeconds(10))).Text);
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task A_full_line_refuses_at_once_and_sends_nothing()
    {
        var (client, handler) = Create(o => o.Limits.MaxQueuedRequests = 0);
        await using var stream = client.GetStreamingResponseAsync("hi").GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        Assert.Single(handler.Sent);
        Assert.Equal((LlmErrorKind.RateLimited, true, 0), (e.Kind, e.IsTransient, e.Attempts));
        Assert.Contains("LlmProviders:fake:MaxQueuedRequests", e.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_leaves_the_line()
    {
        var (client, handler) = Create();
        var stream = client.GetStreamingResponseAsync("hi").GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());
        using var cancel = new CancellationTokenSource();
        var second = client.GetResponseAsync("hi", cancellationToken: cancel.Token);
        var third = client.GetResponseAsync("hi");

        await cancel.CancelAsync();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await stream.DisposeAsync();

        Assert.Equal(cancel.Token, e.CancellationToken);
        Assert.Equal("ok", (await third.WaitAsync(TimeSpan.FromSeconds(10))).Text);
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task Without_a_limit_nothing_waits()
    {
        var (client, handler) = Create(o => o.Limits.MaxConcurrentRequests = null);
        await using var stream = client.GetStreamingResponseAsync("hi").GetAsyncEnumerator();
        Assert.True(await stream.MoveNextAsync());

        Assert.Equal("ok", (await client.GetResponseAsync("hi")).Text);
        Assert.Equal(2, handler.Sent.Count);
    }

    // The first answer is a stream that goes on when the gate opens; the others are whole.
    private (IChatClient Client, CannedHandler Handler) Create(Action<FakeOptions>? configure = null)
    {
        var handler = new CannedHandler(new CannedResponse(new ScriptedStream(Fake.Events("{\"text\":\"a\"}"), _gate.Task, Fake.Events("{\"text\":\"b\"}", "{\"finish\":\"stop\"}", "[DONE]"))), new CannedResponse(Answer));
        return (Fake.Client(handler, configure: (o => o.Limits.MaxConcurrentRequests = 1) + configure), handler);
    }
}
