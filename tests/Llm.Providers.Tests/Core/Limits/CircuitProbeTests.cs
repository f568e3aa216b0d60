using Llm.Providers.Tests.Core.Routing;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Core.Limits;

/// <summary>What a circuit goes by: the vendor's answers and failures, and nothing that the vendor had no part in.</summary>
public sealed class CircuitProbeTests
{
    private static readonly CannedResponse s_ok = new(Kit.Ok);
    private static readonly CannedResponse s_silent = s_ok with { Silent = true };

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_first_call_after_the_break_that_its_user_cancels_closes_nothing()
    {
        var (client, handler) = Create(Kit.Down, Kit.Down, s_silent, Kit.Down);
        await FailAsync(client, 2);
        _time.Advance(TimeSpan.FromSeconds(31));

        await CancelAsync(client);
        await FailAsync(client, 1);

        await AssertOpenAsync(client);
        Assert.Equal(4, handler.Sent.Count);
    }

    [Fact]
    public async Task A_first_call_after_the_break_that_a_limit_refuses_closes_nothing()
    {
        var (client, handler) = Create(o => (o.Limits.RequestsPerMinute, o.MaxRetryDelay, o.CircuitBreaker.BreakDuration) = (12, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), Kit.Down);
        await FailAsync(client, 2);
        _time.Advance(TimeSpan.FromSeconds(1.5));

        Assert.Equal(LlmErrorKind.RateLimited, (await Fake.FailureAsync(() => client.GetResponseAsync("hi"))).Kind);
        _time.Advance(TimeSpan.FromSeconds(10));
        await FailAsync(client, 1);

        await AssertOpenAsync(client);
        Assert.Equal(3, handler.Sent.Count);
    }

    [Fact]
    public async Task A_first_call_after_the_break_that_cannot_be_sent_closes_nothing()
    {
        var (client, handler) = Create(Kit.Down);
        await FailAsync(client, 2);
        _time.Advance(TimeSpan.FromSeconds(31));
        ChatOptions unsendable = new() { AdditionalProperties = new() { [LlmPropertyNames.Headers] = new Dictionary<string, string> { ["X-Bad"] = "a\nb" } } };

        Assert.Equal(LlmErrorKind.Configuration, (await Fake.FailureAsync(() => client.GetResponseAsync("hi", unsendable))).Kind);
        await FailAsync(client, 1);

        await AssertOpenAsync(client);
        Assert.Equal(3, handler.Sent.Count);
    }

    [Fact]
    public async Task After_the_break_one_call_goes_at_a_time()
    {
        using var cancel = new CancellationTokenSource();
        var (client, handler, first) = await HangAfterBreakAsync(cancel.Token);

        await AssertOpenAsync(client);
        await AssertOpenAsync(client);
        Assert.Equal(3, handler.Sent.Count);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        Assert.Equal("ok", (await client.GetResponseAsync("hi")).Text);
        Assert.Equal("ok", (await client.GetResponseAsync("hi")).Text);
        Assert.Equal(5, handler.Sent.Count);
    }

    [Fact]
    public async Task A_first_call_that_hangs_as_long_as_a_break_does_not_keep_the_others_out()
    {
        using var cancel = new CancellationTokenSource();
        var (client, handler, first) = await HangAfterBreakAsync(cancel.Token);
        await AssertOpenAsync(client);

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("ok", (await client.GetResponseAsync("hi")).Text);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("ok", (await client.GetResponseAsync("hi")).Text);
        Assert.Equal(5, handler.Sent.Count);
    }

    [Fact]
    public async Task A_vendor_that_hangs_is_left_alone_though_most_users_do_not_wait_for_the_time_limit()
    {
        var (client, handler) = Create(o => o.Timeouts.Total = TimeSpan.FromSeconds(10), s_silent);
        for (var i = 0; i < 2; i++)
        {
            await CancelAsync(client);
            await CancelAsync(client);
            var patient = Fake.FailureAsync(() => client.GetResponseAsync("hi"));
            _time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(LlmErrorKind.Timeout, (await patient).Kind);
        }

        await AssertOpenAsync(client);
        Assert.Equal(6, handler.Sent.Count);
    }

    [Fact]
    public async Task A_call_that_an_open_circuit_refuses_takes_nothing_of_the_limits()
    {
        var (client, handler) = Create(o => (o.Limits.RequestsPerMinute, o.MaxRetryDelay) = (12, TimeSpan.FromSeconds(1)), Kit.Down, Kit.Down, s_ok);
        await FailAsync(client, 2);
        for (var i = 0; i < 20; i++)
        {
            await AssertOpenAsync(client);
        }

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("ok", (await client.GetResponseAsync("hi")).Text);
        Assert.Equal("ok", (await client.GetResponseAsync("hi")).Text);
        Assert.Equal(4, handler.Sent.Count);
    }

    [Fact]
    public async Task A_call_whose_circuit_opens_while_it_stands_in_line_is_not_sent()
    {
        var (client, handler) = Create(o => o.Limits.RequestsPerMinute = 12, Kit.Down);
        await FailAsync(client, 1);
        var second = Fake.FailureAsync(() => client.GetResponseAsync("hi"));
        var third = Fake.FailureAsync(() => client.GetResponseAsync("hi"));
        Assert.Equal((2, LlmErrorKind.Unavailable), (handler.Sent.Count, (await second).Kind));

        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal((LlmErrorKind.Unavailable, 0), ((await third).Kind, (await third).Attempts));
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task Failures_older_than_the_window_are_forgotten()
    {
        var (client, handler) = Create(Kit.Down);
        for (var i = 0; i < 5; i++)
        {
            await FailAsync(client, 1);
            _time.Advance(TimeSpan.FromSeconds(31));
        }

        Assert.Equal(5, handler.Sent.Count);
    }

    [Fact]
    public void What_began_before_the_circuit_opened_does_not_close_it()
    {
        var circuit = Circuit.Create(Fake.Options(o => o.CircuitBreaker = Breaker()), _time)!;
        Assert.True(circuit.TryEnter(out var early, out _));
        for (var i = 0; i < 2; i++)
        {
            Assert.True(circuit.TryEnter(out var pass, out _));
            circuit.Settle(pass, new LlmProviderException(LlmErrorKind.Network, "gone"), sent: true);
        }

        circuit.Settle(early, null, sent: true);

        Assert.False(circuit.TryEnter(out _, out var rest));
        Assert.Equal(TimeSpan.FromSeconds(30), rest);
    }

    private static LlmCircuitBreaker Breaker() => new() { Enabled = true, MinimumAttempts = 2 };

    private static async Task FailAsync(IChatClient client, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal(1, (await Fake.FailureAsync(() => client.GetResponseAsync("hi"))).Attempts);
        }
    }

    private static async Task CancelAsync(IChatClient client)
    {
        using var cancel = new CancellationTokenSource();
        var call = client.GetResponseAsync("hi", cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static async Task AssertOpenAsync(IChatClient client)
    {
        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi").WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Equal((LlmErrorKind.Unavailable, 0), (e.Kind, e.Attempts));
        Assert.True(e.RetryAfter > TimeSpan.Zero);
    }

    // Two failures open the circuit, and the first call after the break gets no answer.
    private async Task<(IChatClient Client, CannedHandler Handler, Task First)> HangAfterBreakAsync(CancellationToken cancellationToken)
    {
        var (client, handler) = Create(Kit.Down, Kit.Down, s_silent, s_ok);
        await FailAsync(client, 2);
        _time.Advance(TimeSpan.FromSeconds(31));
        return (client, handler, client.GetResponseAsync("hi", cancellationToken: cancellationToken));
    }

    private (IChatClient Client, CannedHandler Handler) Create(params CannedResponse[] answers) => Create(_ => { }, answers);

    private (IChatClient Client, CannedHandler Handler) Create(Action<FakeOptions> configure, params CannedResponse[] answers)
    {
        var handler = new CannedHandler(answers);
        return (Fake.Client(handler, _time, (o => (o.MaxRetries, o.CircuitBreaker) = (0, Breaker())) + configure), handler);
    }
}
