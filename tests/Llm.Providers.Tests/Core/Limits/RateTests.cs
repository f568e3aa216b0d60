using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Limits;

/// <summary>Requests and tokens per minute, and the vendor's own word. The clock jumps over every wait and keeps it.</summary>
public sealed class RateTests
{
    private static readonly CannedResponse s_ok = new("{\"text\":\"ok\",\"finish\":\"stop\"}");

    private static readonly CannedResponse s_thousand = new("{\"text\":\"ok\",\"finish\":\"stop\",\"in\":600,\"out\":400}");

    private readonly EagerTime _time = new();

    [Fact]
    public async Task Requests_are_spread_over_the_minute()
    {
        var client = Client(o => o.Limits.RequestsPerMinute = 6, s_ok);

        for (var i = 0; i < 3; i++)
        {
            await client.GetResponseAsync("hi");
        }

        AssertDelays(10, 10);
    }

    [Fact]
    public async Task What_belongs_to_ten_seconds_may_go_at_once()
    {
        var client = Client(o => o.Limits.RequestsPerMinute = 30, s_ok);

        for (var i = 0; i < 6; i++)
        {
            await client.GetResponseAsync("hi");
        }

        AssertDelays(2);
    }

    [Fact]
    public async Task Calls_that_wait_wait_one_behind_the_other()
    {
        var time = new StepTime();
        var handler = new CannedHandler(s_ok);
        var client = Fake.Client(handler, time, o => o.Limits.RequestsPerMinute = 6);

        var calls = Enumerable.Range(0, 3).Select(_ => client.GetResponseAsync("hi")).ToList();
        Assert.Single(handler.Sent);
        time.Advance(TimeSpan.FromSeconds(10));
        await calls[1].WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, handler.Sent.Count);
        time.Advance(TimeSpan.FromSeconds(10));
        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(3, handler.Sent.Count);
    }

    [Fact]
    public async Task A_retry_is_a_request_like_any_other()
    {
        var client = Client(o => o.Limits.RequestsPerMinute = 6, new CannedResponse(503, "{}").With("retry-after", "4"), s_ok);

        await client.GetResponseAsync("hi");

        AssertDelays(4, 6);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_fails_at_once_with_the_wait()
    {
        var handler = new CannedHandler(s_ok);
        var client = Fake.Client(handler, _time, o => (o.Limits.RequestsPerMinute, o.MaxRetryDelay) = (1, TimeSpan.FromSeconds(20)));
        await client.GetResponseAsync("hi");

        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        Assert.Single(handler.Sent);
        Assert.Equal((LlmErrorKind.RateLimited, true, 0, TimeSpan.FromSeconds(60)), (e.Kind, e.IsTransient, e.Attempts, e.RetryAfter));
        Assert.Contains("LlmProviders:fake:RequestsPerMinute", e.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_in_line_gives_its_turn_back()
    {
        var time = new StepTime();
        var handler = new CannedHandler(s_ok);
        var client = Fake.Client(handler, time, o => o.Limits.RequestsPerMinute = 6);
        await client.GetResponseAsync("hi");
        using var cancel = new CancellationTokenSource();
        var given = client.GetResponseAsync("hi", cancellationToken: cancel.Token);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        time.Advance(TimeSpan.FromSeconds(10));
        await client.GetResponseAsync("hi").WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task A_full_line_refuses_with_the_wait()
    {
        var client = Client(o => (o.Limits.RequestsPerMinute, o.Limits.MaxQueuedRequests) = (6, 0), s_ok);
        await client.GetResponseAsync("hi");

        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.RateLimited, TimeSpan.FromSeconds(10)), (e.Kind, e.RetryAfter));
        Assert.Contains("MaxQueuedRequests (0)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_in_line_is_no_part_of_a_time_limit()
    {
        var client = Client(o => (o.Limits.RequestsPerMinute, o.Timeouts.FirstByte, o.Timeouts.Total) = (6, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)), s_ok);
        await client.GetResponseAsync("hi");

        Assert.Equal("ok", (await client.GetResponseAsync("hi")).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tokens_are_counted_as_the_vendor_counts_them(bool streamed)
    {
        var answer = streamed ? new CannedResponse(Fake.Events("{\"text\":\"ok\"}", "{\"finish\":\"stop\"}", "{\"in\":600,\"out\":400}", "[DONE]")) : s_thousand;
        var client = Client(o => o.Limits.TokensPerMinute = 6000, answer);

        for (var i = 0; i < 3; i++)
        {
            _ = streamed ? await client.GetStreamingResponseAsync("hi").ToChatResponseAsync() : await client.GetResponseAsync("hi");
        }

        AssertDelays(10, 10);
    }

    [Fact]
    public async Task An_attempt_without_an_answer_costs_no_tokens()
    {
        var client = Client(o => (o.Limits.TokensPerMinute, o.MaxRetries) = (6000, 0), s_thousand, new CannedResponse(500, "{}"), s_thousand);
        await client.GetResponseAsync("hi");
        await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        await client.GetResponseAsync("hi");

        AssertDelays(10); // for the first call; the second gave back what was set aside for it
    }

    [Fact]
    public async Task A_vendor_that_has_nothing_left_is_waited_for()
    {
        var client = Client(o => o.Limits.ObserveVendorLimits = true, UsedUp("7s"), s_ok);
        await client.GetResponseAsync("hi");

        await client.GetResponseAsync("hi");

        AssertDelays(7);
    }

    [Fact]
    public async Task Another_model_has_limits_of_its_own()
    {
        var client = Client(o => o.Limits.ObserveVendorLimits = true, UsedUp("7s"), s_ok);
        await client.GetResponseAsync("hi");

        await client.GetResponseAsync("hi", new() { ModelId = "plain" });

        AssertDelays();
    }

    [Fact]
    public async Task A_refusal_with_a_delay_holds_back_the_other_calls()
    {
        var handler = new CannedHandler(new CannedResponse(429, "{\"error\":{\"message\":\"wait\"}}").With("retry-after", "9"), s_ok);
        var client = Fake.Client(handler, _time, o => (o.Limits.ObserveVendorLimits, o.MaxRetries) = (true, 0));
        await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        await client.GetResponseAsync("hi");

        AssertDelays(9);
    }

    [Fact]
    public async Task A_reset_that_is_too_far_away_fails_at_once_and_names_it()
    {
        var handler = new CannedHandler(UsedUp("6m0s"), s_ok);
        var client = Fake.Client(handler, _time, o => o.Limits.ObserveVendorLimits = true);
        await client.GetResponseAsync("hi");

        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        Assert.Single(handler.Sent);
        Assert.Equal((LlmErrorKind.RateLimited, TimeSpan.FromMinutes(6), 0), (e.Kind, e.RetryAfter, e.Attempts));
    }

    [Fact]
    public async Task The_vendors_word_is_kept_and_not_obeyed_unless_asked_for()
    {
        var client = Client(_ => { }, UsedUp("7s"), s_ok);
        var first = await client.GetResponseAsync("hi");

        await client.GetResponseAsync("hi");

        AssertDelays();
        Assert.Equal(0, Assert.Single(first.GetCallInfo().RateLimits).Remaining);
    }

    [Fact]
    public async Task Limits_are_settings()
    {
        var handler = new CannedHandler(s_ok);
        await using var services = Container.Build(
            b => b.AddFake(configure: o => o.ApiKey = Fake.Key).UseHandler(handler),
            ("LlmProviders:fake:MaxConcurrentRequests", "3"), ("LlmProviders:fake:RequestsPerMinute", "60"), ("LlmProviders:fake:TokensPerMinute", "9000"), ("LlmProviders:fake:MaxQueuedRequests", "5"),
            ("LlmProviders:fake:ObserveVendorLimits", "true"), ("LlmProviders:fake:MaxEventBytes", "2048"), ("LlmProviders:fake:MaxResponseBytes", "4096"), ("LlmProviders:fake:MaxResponseHeadersKilobytes", "8"));

        var limits = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<ILlmProviderRegistry>(services).GetProvider("fake").Options.Limits;

        Assert.Equal((3, 60, 9000, 5, true), (limits.MaxConcurrentRequests, limits.RequestsPerMinute, limits.TokensPerMinute, limits.MaxQueuedRequests, limits.ObserveVendorLimits));
        Assert.Equal((2048, 4096, 8), (limits.MaxEventBytes, limits.MaxResponseBytes, limits.MaxResponseHeadersKilobytes));
    }

    [Fact]
    public void A_limit_that_makes_no_sense_is_named()
    {
        var e = Assert.Throws<LlmProviderException>(() => Fake.Provider(new CannedHandler(s_ok), configure: o => (o.Limits.RequestsPerMinute, o.CircuitBreaker.FailureRatio) = (0, 2)));

        Assert.Contains("LlmProviders:fake:RequestsPerMinute is 0; it must be at least 1.", e.Message, StringComparison.Ordinal);
        Assert.Contains("LlmProviders:fake:CircuitBreakerFailureRatio is 2", e.Message, StringComparison.Ordinal);
    }

    private static CannedResponse UsedUp(string reset) => s_ok.With("x-ratelimit-remaining-requests", "0").With("x-ratelimit-reset-requests", reset);

    private IChatClient Client(Action<FakeOptions> configure, params CannedResponse[] answers) => Fake.Client(new CannedHandler(answers), _time, configure);

    private void AssertDelays(params int[] seconds) => Assert.Equal(seconds, _time.Delays.Select(d => (int)Math.Round(d.TotalSeconds)));
}
