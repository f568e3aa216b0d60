using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Http;

/// <summary>What vendors say of their limits, in their headers.</summary>
[Trait("Requirement", "T18")]
public sealed class RateLimitTests
{
    private const string Answer = "{\"text\":\"ok\",\"finish\":\"stop\"}";

    private static readonly string[] s_stream = ["{\"text\":\"o\"}", "{\"text\":\"k\"}", "{\"finish\":\"stop\"}"];

    private readonly EagerTime _time = new();

    public static TheoryData<string, TimeSpan> Durations => new()
    {
        { "6m0s", TimeSpan.FromMinutes(6) },
        { "7.66s", TimeSpan.FromSeconds(7.66) },
        { "76ms", TimeSpan.FromMilliseconds(76) },
        { "12h34m16s", new TimeSpan(12, 34, 16) },
        { "2", TimeSpan.FromSeconds(2) },
        { "1795435210", TimeSpan.FromSeconds(10) }, // the fake clock begins at 2026-11-23T12:00:00Z
        { "1795435210000", TimeSpan.FromSeconds(10) },
        { "2026-11-23T12:00:30Z", TimeSpan.FromSeconds(30) },
        { "2020-01-01T00:00:00Z", TimeSpan.Zero },
    };

    [Theory]
    [MemberData(nameof(Durations))]
    public async Task Resets_are_read_however_they_are_written(string reset, TimeSpan expected)
    {
        var info = (await RespondAsync(("x-ratelimit-limit-requests", "60"), ("x-ratelimit-remaining-requests", "59"), ("x-ratelimit-reset-requests", reset))).GetCallInfo();

        Assert.Equal(new RateLimit("requests", 60, 59, expected), Assert.Single(info.RateLimits));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("5 apples")]
    [InlineData("")]
    public async Task What_cannot_be_read_says_nothing(string value) =>
        Assert.Empty((await RespondAsync(("x-ratelimit-reset-tokens", value))).GetCallInfo().RateLimits);

    [Fact]
    public async Task Names_are_in_different_places_and_mean_the_same()
    {
        var openAI = (await RespondAsync(("x-ratelimit-remaining-tokens", "149984"))).GetCallInfo();
        var anthropic = (await RespondAsync(("anthropic-ratelimit-input-tokens-remaining", "1000"), ("anthropic-ratelimit-requests-limit", "50"))).GetCallInfo();
        var gateway = (await RespondAsync(("X-RateLimit-Limit", "20"), ("X-RateLimit-Remaining", "3"))).GetCallInfo();

        Assert.Equal(new RateLimit("tokens", null, 149984, null), Assert.Single(openAI.RateLimits));
        Assert.Equal([new("input-tokens", null, 1000, null), new("requests", 50, null, null)], anthropic.RateLimits);
        Assert.Equal(new RateLimit("requests", 20, 3, null), Assert.Single(gateway.RateLimits));
    }

    [Fact]
    public async Task A_refusal_without_a_delay_waits_for_the_limit_that_is_used_up()
    {
        var refused = new CannedResponse(429, "{\"error\":{\"message\":\"Rate limit reached\"}}")
            .With("x-ratelimit-remaining-requests", "0").With("x-ratelimit-reset-requests", "8s")
            .With("x-ratelimit-remaining-tokens", "100").With("x-ratelimit-reset-tokens", "30s");

        await Fake.Client(new CannedHandler(refused, new CannedResponse(Answer)), _time).GetResponseAsync("hi");

        Assert.Equal([TimeSpan.FromSeconds(8)], _time.Delays);
    }

    [Fact]
    public async Task An_error_carries_the_limits_and_a_delay_that_is_too_long_is_not_waited_for()
    {
        var refused = new CannedResponse(429, "{\"error\":{\"message\":\"Rate limit reached\"}}").With("x-ratelimit-remaining-requests", "0").With("x-ratelimit-reset-requests", "12h34m16s");
        var handler = new CannedHandler(refused);

        var e = await Fake.FailureAsync(() => Fake.Client(handler, _time).GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.RateLimited, new TimeSpan(12, 34, 16), 1), (e.Kind, e.RetryAfter, handler.Sent.Count));
        Assert.Equal(new RateLimit("requests", null, 0, new TimeSpan(12, 34, 16)), Assert.Single(e.RateLimits));
    }

    [Fact]
    public async Task The_first_update_and_the_response_made_of_a_stream_say_what_is_known_of_the_call()
    {
        var handler = new CannedHandler(new CannedResponse(503, "{}"), new CannedResponse(Fake.Events(s_stream)).With("x-request-id", "req-1").With("x-ratelimit-remaining-requests", "5"));

        var updates = await Fake.Client(handler, _time).GetStreamingResponseAsync("hi").ToListAsync();

        foreach (var info in (LlmCallInfo[])[updates[0].GetCallInfo(), updates.ToChatResponse().GetCallInfo(), ThroughJson(updates.ToChatResponse()).GetCallInfo()])
        {
            Assert.Equal(("req-1", 2), (info.RequestId, info.Attempts));
            Assert.Equal(new RateLimit("requests", null, 5, null), Assert.Single(info.RateLimits));
        }
    }

    [Fact]
    public async Task A_call_that_went_as_usual_says_one_attempt()
    {
        var info = (await RespondAsync()).GetCallInfo();

        Assert.Equal((1, null, 0), (info.Attempts, info.RequestId, info.RateLimits.Count));
    }

    [Fact]
    public async Task Warnings_survive_a_cache_that_stores_JSON()
    {
        var response = await Fake.Client(new CannedHandler(Answer), model: "plain").GetResponseAsync("hi", new() { Temperature = 1 });

        Assert.NotEmpty(response.GetWarnings());
        Assert.Equal(response.GetWarnings(), ThroughJson(response).GetWarnings());
    }

    private static ChatResponse ThroughJson(ChatResponse response)
    {
        var type = AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse));
        return (ChatResponse)System.Text.Json.JsonSerializer.Deserialize(System.Text.Json.JsonSerializer.Serialize(response, type), type)!;
    }

    private Task<ChatResponse> RespondAsync(params (string Name, string Value)[] headers) =>
        Fake.Client(new CannedHandler(headers.Aggregate(new CannedResponse(Answer), (r, h) => r.With(h.Name, h.Value))), _time).GetResponseAsync("hi");
}
