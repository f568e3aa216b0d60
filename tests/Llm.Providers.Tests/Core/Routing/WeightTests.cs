using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>How targets of one rank share their calls.</summary>
public sealed class WeightTests
{
    [Theory]
    [InlineData(0.0, "a")]
    [InlineData(0.74, "a")]
    [InlineData(0.75, "b")]
    [InlineData(0.999, "b")]
    [InlineData(1.0, "b")]
    public async Task Neighbours_with_weights_share_the_calls(double chance, string served)
    {
        var client = Group(() => chance, Stub("a", 3), Stub("b", 1), Stub("c", null));

        Assert.Equal(served, await client.GetResponseAsync("hi").Served());
    }

    [Fact]
    public async Task The_share_of_a_target_is_its_weight()
    {
        var random = new Random(7);
        var client = Group(random.NextDouble, Stub("a", 3), Stub("b", 1));

        var served = new List<string?>();
        for (var i = 0; i < 4_000; i++)
        {
            served.Add(await client.GetResponseAsync("hi").Served());
        }

        Assert.InRange(served.Count(s => s == "a"), 2_900, 3_100);
    }

    [Fact]
    public async Task A_target_of_the_same_rank_is_asked_before_one_of_the_next()
    {
        var client = Group(() => 0, Stub("a", 1, fails: true), Stub("b", 1), Stub("c", null));

        Assert.Equal(["a", "b"], (await client.GetResponseAsync("hi")).Tried());
    }

    [Fact]
    public async Task Ranks_come_before_the_order_of_the_list()
    {
        var client = Group(() => 0, Stub("a", 1, rank: 2), Stub("b", 1, rank: 2), Stub("c", null, rank: 1, fails: true));

        Assert.Equal(["c", "a"], (await client.GetResponseAsync("hi")).Tried());
    }

    [Fact]
    public async Task Without_weights_targets_of_one_rank_share_evenly()
    {
        Assert.Equal("a", await Group(() => 0.49, Stub("a", null, 1), Stub("b", null, 1)).GetResponseAsync("hi").Served());
        Assert.Equal("b", await Group(() => 0.51, Stub("a", null, 1), Stub("b", null, 1)).GetResponseAsync("hi").Served());
    }

    [Fact]
    public async Task Sixty_four_targets_are_all_asked()
    {
        var stubs = Enumerable.Range(0, 64).Select(i => Stub($"t{i}", null, fails: i < 63)).ToArray();

        Assert.Equal(64, (await Group(() => 0, stubs).GetResponseAsync("hi")).Tried()!.Count);
    }

    [Theory]
    [InlineData("a:1 b", "nothing to be weighed against")]
    [InlineData("a:0 b:1", "must be between 1")]
    [InlineData("a@1 b", "Rank")]
    [InlineData("a a", "a second time")]
    [InlineData("", "names no model")]
    public void What_makes_no_sense_is_refused(string targets, string words)
    {
        var e = Assert.Throws<LlmProviderException>(() => Group(() => 0, [.. targets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains(words, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(11, null, 3, 30)]
    [InlineData(-1, null, 3, 30)]
    [InlineData(0, 0, 3, 30)]
    [InlineData(0, null, 0, 30)]
    [InlineData(0, null, 3, -1)]
    public void What_is_out_of_range_is_refused(int retries, int? attempts, int failures, int seconds) =>
        Assert.Throws<LlmProviderException>(() => Kit.Group(null, o => (o.MaxRetries, o.MaxAttempts, o.FailuresBeforeCoolDown, o.CoolDown) = (retries, attempts, failures, TimeSpan.FromSeconds(seconds)), Stub("a", null)));

    [Theory]
    [InlineData("a/b")]
    [InlineData(" ")]
    public void A_name_that_cannot_be_one_is_refused(string name)
    {
        var options = new ModelGroupOptions();
        options.Targets.Add(Stub("a", null));

        Assert.Throws<LlmProviderException>(() => new ModelGroup(name, options));
    }

    [Fact]
    public void A_target_without_a_client_is_refused_outside_a_container()
    {
        var e = Assert.Throws<LlmProviderException>(() => Kit.Group(null, null, new ModelGroupTarget("openai/gpt-5-mini")));

        Assert.Contains("openai/gpt-5-mini", e.Message, StringComparison.Ordinal);
    }

    private static IChatClient Group(Func<double> random, params ModelGroupTarget[] targets) => Kit.Group(null, o => o.Random = random, targets).CreateChatClient();

    private static ModelGroupTarget Stub(string name, int? weight, int? rank = null, bool fails = false) =>
        new(name) { Client = fails ? new StubClient(_ => throw new HttpRequestException("gone")) : new StubClient(name), Weight = weight, Rank = rank };

    private static ModelGroupTarget Parse(string text)
    {
        int? After(char mark) => text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? int.Parse(text.AsSpan(at + 1), System.Globalization.CultureInfo.InvariantCulture) : null;

        return Stub(text[..1], After(':'), After('@'));
    }
}
