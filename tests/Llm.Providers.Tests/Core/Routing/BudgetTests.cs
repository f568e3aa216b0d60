using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>How many requests a call takes at most: failover and retries draw on one budget.</summary>
[Trait("Requirement", "T19")]
public sealed class BudgetTests
{
    [Theory]
    [InlineData(1, 0, null, "4")]
    [InlineData(2, 0, null, "1 3")]
    [InlineData(3, 0, null, "1 1 2")]
    [InlineData(4, 0, null, "1 1 1 1")]
    [InlineData(5, 0, null, "1 1 1 1 1")]
    [InlineData(2, 1, null, "2 2")]
    [InlineData(3, 1, null, "2 2 2")]
    [InlineData(3, 3, null, "4 4 4")]
    [InlineData(3, 0, 3, "1 1 1")]
    [InlineData(3, 0, 2, "1 1 0")]
    [InlineData(3, 0, 1, "1 0 0")]
    [InlineData(2, 9, null, "4 4")]
    [InlineData(2, 1, 3, "2 1")]
    public async Task T19_three_targets_do_not_multiply_the_attempts(int targets, int retries, int? most, string requests)
    {
        CannedHandler[] handlers = [.. Enumerable.Range(0, targets).Select(_ => new CannedHandler(Kit.Down))];
        var group = Kit.Group(null, o => (o.MaxRetries, o.MaxAttempts) = (retries, most), [.. handlers.Select((h, i) => Kit.Target(Kit.Name(i), h))]);

        var e = await Fake.FailureAsync(() => group.CreateChatClient().GetResponseAsync("hi"));

        Assert.Equal(requests, string.Join(' ', handlers.Select(h => h.Sent.Count)));
        Assert.Equal(handlers.Sum(h => h.Sent.Count), e.Attempts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task T19_a_stream_that_fails_before_its_content_draws_on_the_same_budget(bool events)
    {
        var fault = events ? new CannedResponse("data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}\n\n") : Kit.Down;
        CannedHandler a = new(fault), b = new(fault);

        var (updates, e) = await Fake.ReadAsync(Kit.Client(a, b));

        Assert.Empty(updates);
        Assert.Equal((1, 3, 4), (a.Sent.Count, b.Sent.Count, Assert.IsType<LlmProviderException>(e).Attempts));
    }

    [Fact]
    public async Task The_settings_of_a_provider_are_never_exceeded()
    {
        CannedHandler a = new(Kit.Down), b = new(Kit.Down);
        var group = Kit.Group(null, o => o.MaxRetries = 5, Kit.Target("a", a, configure: o => o.MaxRetries = 0), Kit.Target("b", b, configure: o => o.MaxRetries = 1));

        await Fake.FailureAsync(() => group.CreateChatClient().GetResponseAsync("hi"));

        Assert.Equal((1, 2), (a.Sent.Count, b.Sent.Count));
    }

    [Theory]
    [InlineData(null, 4)]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(9, 4)]
    public async Task T19_a_call_may_ask_for_fewer_tries_than_the_provider_makes_but_not_for_more(int? retries, int requests)
    {
        var handler = new CannedHandler(Kit.Down);
        var options = new ChatOptions { AdditionalProperties = retries is null ? null : new() { [LlmPropertyNames.MaxRetries] = retries } };

        await Fake.FailureAsync(() => Fake.Client(handler, new EagerTime()).GetResponseAsync("hi", options));

        Assert.Equal(requests, handler.Sent.Count);
    }

    [Fact]
    public async Task What_a_caller_asks_for_counts_for_each_target_of_a_group()
    {
        CannedHandler a = new(Kit.Down), b = new(Kit.Down);

        await Fake.FailureAsync(() => Kit.Client(a, b).GetResponseAsync("hi", new() { AdditionalProperties = new() { [LlmPropertyNames.MaxRetries] = 1 } }));

        Assert.Equal((1, 2), (a.Sent.Count, b.Sent.Count));
    }
}
