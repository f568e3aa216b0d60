using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>When a target is passed over, and for how long.</summary>
[Trait("Requirement", "T19")]
public sealed class CoolDownTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_target_that_asks_for_a_delay_is_passed_over_until_it_has_passed()
    {
        CannedHandler a = new(Busy(30), new(Kit.Ok)), b = new(Kit.Ok);
        var client = Client(a, b);

        Assert.Equal("b/large", await client.GetResponseAsync("1").Served());
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("b/large", await client.GetResponseAsync("2").Served());
        Assert.Single(a.Sent);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("a/large", await client.GetResponseAsync("3").Served());
        Assert.Equal((2, 2), (a.Sent.Count, b.Sent.Count));
    }

    [Fact]
    public async Task A_target_that_was_passed_over_is_not_among_those_tried()
    {
        CannedHandler a = new(Busy(30)), b = new(Kit.Ok);
        var client = Client(a, b);
        await client.GetResponseAsync("1");

        Assert.Equal(["b/large"], (await client.GetResponseAsync("2")).Tried());
    }

    [Fact]
    public async Task A_target_that_fails_three_times_in_a_row_is_passed_over_for_half_a_minute()
    {
        CannedHandler a = new(Kit.Down), b = new(Kit.Ok);
        var client = Client(a, b);

        for (var i = 0; i < 5; i++)
        {
            await client.GetResponseAsync("hi");
        }

        Assert.Equal((3, 5), (a.Sent.Count, b.Sent.Count));
        _time.Advance(TimeSpan.FromSeconds(30));
        await client.GetResponseAsync("hi");
        await client.GetResponseAsync("hi");
        Assert.Equal(4, a.Sent.Count); // one more failure is enough after that
    }

    [Fact]
    public async Task An_answer_ends_a_row_of_failures()
    {
        CannedResponse ok = new(Kit.Ok);
        CannedHandler a = new(Kit.Down, Kit.Down, ok, Kit.Down, Kit.Down, ok), b = new(Kit.Ok);
        var client = Client(a, b);

        for (var i = 0; i < 6; i++)
        {
            await client.GetResponseAsync("hi");
        }

        Assert.Equal((6, 4), (a.Sent.Count, b.Sent.Count));
    }

    [Fact]
    public async Task An_empty_account_is_not_asked_again_at_once()
    {
        CannedHandler a = new(new CannedResponse(402, "{}")), b = new(Kit.Ok);
        var client = Client(a, b);

        await client.GetResponseAsync("1");
        await client.GetResponseAsync("2");

        Assert.Single(a.Sent);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(400)]
    public async Task What_is_no_reason_to_fail_over_is_no_reason_to_pass_over(int status)
    {
        CannedHandler a = new(new CannedResponse(status, "{}").With("retry-after", "60")), b = new(Kit.Ok);
        var client = Client(a, b);

        for (var i = 0; i < 5; i++)
        {
            await Fake.FailureAsync(() => client.GetResponseAsync("hi"));
        }

        Assert.Equal((5, 0), (a.Sent.Count, b.Sent.Count));
    }

    [Fact]
    public async Task When_all_are_to_be_passed_over_the_one_that_is_free_first_is_asked_and_the_error_tells_of_the_others()
    {
        CannedHandler a = new(Busy(300)), b = new(Busy(100));
        var client = Client(a, b);
        await Fake.FailureAsync(() => client.GetResponseAsync("1"));

        var e = await Fake.FailureAsync(() => client.GetResponseAsync("2"));

        Assert.Equal((1, 2), (a.Sent.Count, b.Sent.Count));
        Assert.Equal((1, TimeSpan.FromSeconds(100)), (e.Attempts, e.RetryAfter));
        Assert.Contains("a/large was not asked: it is passed over for 300 s more", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_gives_the_delay_after_which_any_target_is_free()
    {
        CannedHandler a = new(Busy(20)), b = new(Busy(100));

        Assert.Equal(TimeSpan.FromSeconds(20), (await Fake.FailureAsync(() => Client(a, b).GetResponseAsync("hi"))).RetryAfter);
    }

    [Fact]
    public async Task An_answer_of_a_target_that_was_to_rest_ends_its_rest()
    {
        CannedHandler a = new(Busy(100), new(Kit.Ok)), b = new(Busy(300), Kit.Down);
        var client = Client(a, b);
        await Fake.FailureAsync(() => client.GetResponseAsync("1"));
        _time.Advance(TimeSpan.FromSeconds(1));

        await client.GetResponseAsync("2");

        Assert.Equal(["a/large"], (await client.GetResponseAsync("3")).Tried());
    }

    [Fact]
    public void An_answer_that_was_under_way_does_not_end_a_rest()
    {
        var health = new TargetHealth(_time);
        var began = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        health.Failed(new(LlmErrorKind.RateLimited, "") { RetryAfter = TimeSpan.FromSeconds(10) }, default, 3);

        health.Succeeded(began);

        Assert.Equal(TimeSpan.FromSeconds(10), health.Remaining());
    }

    [Fact]
    public void A_shorter_delay_does_not_end_a_longer_one()
    {
        var health = new TargetHealth(_time);
        health.Failed(new(LlmErrorKind.RateLimited, "") { RetryAfter = TimeSpan.FromSeconds(60) }, default, 3);

        Assert.Equal(TimeSpan.Zero, health.Failed(new(LlmErrorKind.RateLimited, "") { RetryAfter = TimeSpan.FromSeconds(5) }, default, 3));
        Assert.Equal(TimeSpan.FromSeconds(60), health.Remaining());
    }

    [Fact]
    public async Task Clients_of_a_group_share_what_they_know()
    {
        CannedHandler a = new(Busy(30)), b = new(Kit.Ok);
        var group = Kit.Group(_time, null, Kit.Target("a", a), Kit.Target("b", b));

        await group.CreateChatClient().GetResponseAsync("1");
        await group.CreateChatClient().GetResponseAsync("2");

        Assert.Single(a.Sent);
    }

    [Fact]
    public async Task A_stream_that_broke_off_counts_as_a_failure()
    {
        CannedHandler a = new(new CannedResponse(Fake.Events("{\"text\":\"half\"}"))), b = new(Kit.Stream());
        var group = Kit.Group(_time, o => o.FailuresBeforeCoolDown = 1, Kit.Target("a", a), Kit.Target("b", b));

        await Fake.ReadAsync(group.CreateChatClient());
        var (updates, _) = await Fake.ReadAsync(group.CreateChatClient());

        Assert.Equal("b/large", updates.ToChatResponse().ServedBy());
    }

    [Fact]
    public async Task Many_calls_at_once_keep_their_heads()
    {
        var failing = 0;
        var a = new StubClient(_ => Interlocked.Increment(ref failing) % 3 == 0 ? throw new HttpRequestException("gone") : [new(ChatRole.Assistant, "a")]);
        var b = new StubClient("b");
        var client = Kit.Group(TimeProvider.System, o => o.CoolDown = TimeSpan.Zero, new("a") { Client = a, Weight = 1 }, new("b") { Client = b, Weight = 1 }).CreateChatClient();

        var responses = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => client.GetResponseAsync("hi"))));

        Assert.All(responses, r => Assert.Equal(r.Text, r.ServedBy()));
        Assert.Equal(500, a.Calls + b.Calls - responses.Sum(r => r.Tried()!.Count - 1));
    }

    private static CannedResponse Busy(int seconds) => new CannedResponse(429, "{}").With("retry-after", $"{seconds}");

    private IChatClient Client(CannedHandler a, CannedHandler b) => Kit.Group(_time, null, Kit.Target("a", a), Kit.Target("b", b)).CreateChatClient();
}
