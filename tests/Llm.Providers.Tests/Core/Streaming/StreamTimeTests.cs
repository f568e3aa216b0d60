using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Streaming;

/// <summary>The time limits of a stream, on a clock that only moves when told to.</summary>
[Trait("Requirement", "T20")]
public sealed class StreamTimeTests
{
    private readonly StepTime _time = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task T20_silence_before_the_first_content_is_a_timeout_that_names_its_setting(int afterHeaders)
    {
        var response = afterHeaders == 1 ? new CannedResponse(new ScriptedStream(ScriptedStream.Silence)) : new CannedResponse("") { Silent = true };
        var handler = new CannedHandler(response);
        var next = Start(handler, o => o.Timeouts.FirstByte = TimeSpan.FromSeconds(20)).MoveNextAsync();

        _time.Advance(TimeSpan.FromSeconds(19.9));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.2));

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await next);
        Assert.Equal((LlmErrorKind.Timeout, 1), (e.Kind, e.Attempts));
        Assert.Contains("LlmProviders:fake:Timeout", e.Message, StringComparison.Ordinal);
        Assert.Contains("20 s", e.Message, StringComparison.Ordinal);
        Assert.Single(handler.Sent);
    }

    [Fact]
    public async Task T20_time_for_headers_and_for_the_first_content_is_one_limit()
    {
        var headers = new TaskCompletionSource();
        var handler = new GateHandler(headers.Task, new ScriptedStream(ScriptedStream.Silence));
        var next = Start(handler, o => o.Timeouts.FirstByte = TimeSpan.FromSeconds(20)).MoveNextAsync();

        _time.Advance(TimeSpan.FromSeconds(15));
        var waiting = _time.NextStart;
        headers.SetResult();
        await waiting;
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal(LlmErrorKind.Timeout, (await Assert.ThrowsAsync<LlmProviderException>(async () => await next)).Kind);
    }

    [Fact]
    public async Task T20_silence_later_is_a_timeout_that_names_the_other_setting_and_keeps_the_text()
    {
        var body = new ScriptedStream(Fake.Events("{\"text\":\"Hel\"}"), ScriptedStream.Silence);
        var stream = Start(body, o => o.Timeouts.Idle = TimeSpan.FromSeconds(40));

        Assert.True(await stream.MoveNextAsync());
        var next = stream.MoveNextAsync();
        _time.Advance(TimeSpan.FromSeconds(39));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        var e = await Assert.ThrowsAsync<LlmProviderException>(async () => await next);
        Assert.Equal((LlmErrorKind.Timeout, "Hel", 1), (e.Kind, e.PartialText, e.Attempts));
        Assert.Contains("LlmProviders:fake:IdleTimeout", e.Message, StringComparison.Ordinal);
        Assert.True(body.Disposed);
    }

    [Fact]
    public async Task T20_keep_alives_do_not_count_as_content()
    {
        var gates = Gates(3);
        var body = new ScriptedStream(Fake.Events("{\"text\":\"Hel\"}"), gates[0].Task, ": ping\n\n", gates[1].Task, "data: : ping\n\n", gates[2].Task);
        var stream = Start(body, o => o.Timeouts.Idle = TimeSpan.FromSeconds(60));
        await stream.MoveNextAsync();
        var next = stream.MoveNextAsync();

        await PassAsync(gates[0], TimeSpan.FromSeconds(20));
        await PassAsync(gates[1], TimeSpan.FromSeconds(20));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(25));

        Assert.Equal(LlmErrorKind.Timeout, (await Assert.ThrowsAsync<LlmProviderException>(async () => await next)).Kind);
    }

    [Fact]
    public async Task T20_a_healthy_stream_may_last_for_ever()
    {
        var gates = Gates(50);
        var steps = gates.SelectMany(g => new object[] { g.Task, Fake.Events("{\"text\":\"x\"}") });
        var stream = Start(new ScriptedStream([.. steps, Fake.Events("{\"finish\":\"stop\"}", "[DONE]")]));

        foreach (var gate in gates)
        {
            var next = stream.MoveNextAsync();
            _time.Advance(TimeSpan.FromSeconds(29));
            gate.SetResult();
            Assert.True(await next);
        }

        Assert.True(await stream.MoveNextAsync());
        Assert.False(await stream.MoveNextAsync());
    }

    [Fact]
    public async Task T20_the_arguments_of_a_tool_call_count_as_content()
    {
        var gates = Gates(10);
        var steps = gates.SelectMany(g => new object[] { Fake.Events("{\"tool\":{\"i\":0,\"id\":\"c\",\"name\":\"write\",\"args\":\" \"}}"), g.Task });
        var body = new ScriptedStream([.. steps, Fake.Events("{\"finish\":\"tool_calls\"}", "[DONE]")]);
        var next = Start(body).MoveNextAsync();

        foreach (var gate in gates[..^1])
        {
            await PassAsync(gate, TimeSpan.FromSeconds(29));
        }

        gates[^1].SetResult();
        Assert.True(await next);
    }

    [Fact]
    public async Task T20_a_slow_consumer_is_not_silence()
    {
        var stream = Start(new ScriptedStream(Fake.Events("{\"text\":\"a\"}"), Fake.Events("{\"text\":\"b\"}"), Fake.Events("{\"finish\":\"stop\"}", "[DONE]")));

        while (await stream.MoveNextAsync())
        {
            _time.Advance(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    [Trait("Requirement", "S63")]
    public async Task T20_cancellation_stays_cancellation_and_closes_the_connection()
    {
        var body = new ScriptedStream(Fake.Events("{\"text\":\"Hel\"}"), ScriptedStream.Silence);
        using var source = new CancellationTokenSource();
        var stream = Fake.Client(body, _time).GetStreamingResponseAsync("hi", cancellationToken: source.Token).GetAsyncEnumerator(CancellationToken.None);
        await stream.MoveNextAsync();

        var next = stream.MoveNextAsync();
        await source.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        Assert.Equal(source.Token, e.CancellationToken);
        Assert.True(body.Disposed);
    }

    [Fact]
    public async Task Cancellation_before_the_answer_stays_cancellation()
    {
        using var source = new CancellationTokenSource();
        var call = Fake.Client(new CannedHandler(new CannedResponse("") { Silent = true }), _time).GetResponseAsync("hi", cancellationToken: source.Token);

        await source.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await call);
        Assert.Equal(source.Token, e.CancellationToken);
    }

    [Fact]
    public async Task An_abandoned_stream_closes_the_connection()
    {
        var body = new ScriptedStream(Fake.Events("{\"text\":\"a\"}"), ScriptedStream.Silence);

        await foreach (var _ in Fake.Client(body, _time).GetStreamingResponseAsync("hi"))
        {
            break;
        }

        Assert.True(body.Disposed);
    }

    [Fact]
    public async Task The_limit_of_an_answer_that_is_not_streamed_covers_its_body()
    {
        var body = new ScriptedStream("{\"text\":", ScriptedStream.Silence);
        var call = Fake.Client(body, _time, o => o.Timeouts.Total = TimeSpan.FromMinutes(2)).GetResponseAsync("hi");

        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => call);
        Assert.Equal((LlmErrorKind.Timeout, 1), (e.Kind, e.Attempts));
        Assert.Contains("LlmProviders:fake:TotalTimeout", e.Message, StringComparison.Ordinal);
    }

    private static TaskCompletionSource[] Gates(int count) => [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource())];

    private IAsyncEnumerator<ChatResponseUpdate> Start(ScriptedStream body, Action<FakeOptions>? configure = null) =>
        Start(new CannedHandler(new CannedResponse(body)), configure);

    private IAsyncEnumerator<ChatResponseUpdate> Start(HttpMessageHandler handler, Action<FakeOptions>? configure = null) =>
        Fake.Client(handler, _time, configure).GetStreamingResponseAsync("hi").GetAsyncEnumerator();

    private async Task PassAsync(TaskCompletionSource gate, TimeSpan after)
    {
        _time.Advance(after);
        var waiting = _time.NextStart;
        gate.SetResult();
        await waiting;
    }

    private sealed class GateHandler(Task gate, Stream body) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await gate.WaitAsync(cancellationToken);
            return new() { Content = new StreamContent(body) };
        }
    }
}
