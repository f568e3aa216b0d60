using Llm.Providers.Tests.Core.Routing;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Core.Limits;

/// <summary>A provider that keeps failing is left alone for a while.</summary>
public sealed class CircuitBreakerTests
{
    private static readonly CannedResponse s_ok = new(Kit.Ok);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_provider_that_keeps_failing_is_left_alone_and_nothing_is_sent()
    {
        var (client, handler) = Create(0, Kit.Down);
        await FailAsync(client, 2);

        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        Assert.Equal(2, handler.Sent.Count);
        Assert.Equal((LlmErrorKind.Unavailable, true, 0), (e.Kind, e.IsTransient, e.Attempts));
        Assert.InRange(e.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.Contains("LlmProviders:fake:CircuitBreaker", e.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_are_held_back_like_other_calls()
    {
        var (client, handler) = Create(0, Kit.Down);
        await FailAsync(client, 2);

        var (updates, failure) = await Fake.ReadAsync(client);

        Assert.Empty(updates);
        Assert.Equal((LlmErrorKind.Unavailable, 2), (Assert.IsType<LlmProviderException>(failure).Kind, handler.Sent.Count));
    }

    [Fact]
    public async Task After_the_break_one_call_sees_whether_it_is_well_again()
    {
        var (client, handler) = Create(0, Kit.Down, Kit.Down, s_ok);
        await FailAsync(client, 3);

        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.Equal("ok", (await client.GetResponseAsync("hi")).Text);
        Assert.Equal("ok", (await client.GetResponseAsync("hi")).Text);
        Assert.Equal(4, handler.Sent.Count);
    }

    [Fact]
    public async Task An_open_circuit_ends_the_retries()
    {
        var handler = new CannedHandler(Kit.Down);
        var client = Fake.Client(handler, new EagerTime(), o => (o.MaxRetries, o.CircuitBreaker) = (5, Breaker()));

        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        Assert.Equal((2, 2, LlmErrorKind.Unavailable), (handler.Sent.Count, e.Attempts, e.Kind));
        Assert.Contains("The last failure was:", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task What_is_no_fault_of_the_vendor_opens_nothing(int status)
    {
        var (client, handler) = Create(0, new CannedResponse(status, "{}"));

        await FailAsync(client, 6);

        Assert.Equal(6, handler.Sent.Count);
    }

    [Fact]
    public async Task There_is_none_unless_it_is_switched_on()
    {
        var handler = new CannedHandler(Kit.Down);

        await FailAsync(Fake.Client(handler, _time, o => o.MaxRetries = 0), 30);

        Assert.Equal(30, handler.Sent.Count);
    }

    [Fact]
    public async Task A_group_goes_on_to_its_next_target()
    {
        var (first, second) = (new CannedHandler(Kit.Down), new CannedHandler(s_ok));
        var client = Kit.Client(Kit.Target("a", first, _time, configure: o => o.CircuitBreaker = Breaker()), Kit.Target("b", second, _time));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("b/large", (await client.GetResponseAsync("hi")).ServedBy());
        }

        Assert.Equal((2, 5), (first.Sent.Count, second.Sent.Count));
    }

    private static LlmCircuitBreaker Breaker() => new() { Enabled = true, MinimumAttempts = 2 };

    private static async Task FailAsync(IChatClient client, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await Fake.FailureAsync(() => client.GetResponseAsync("hi"));
        }
    }

    private (IChatClient Client, CannedHandler Handler) Create(int retries, params CannedResponse[] answers)
    {
        var handler = new CannedHandler(answers);
        return (Fake.Client(handler, _time, o => (o.MaxRetries, o.CircuitBreaker) = (retries, Breaker())), handler);
    }
}
