using Llm.Providers.Tests.Core.Routing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Cost;

/// <summary>A budget around several models under one name, any of which may answer.</summary>
public sealed class GroupBudgetTests
{
    private const string Silent = Kit.Ok; // says no usage

    [Theory]
    [InlineData(null, true)]
    [InlineData("smart", true)]
    [InlineData("b/dear", true)]
    [InlineData("a/cheap", false)]
    public async Task The_dearest_target_that_may_answer_is_what_a_call_may_cost(string? modelId, bool isRefused)
    {
        var (cheap, dear) = (new CannedHandler(Silent), new CannedHandler(Silent));
        using var chat = Group(Target("a", "cheap", 1, cheap), Target("b", "dear", 10, dear)).UseLlmBudget(new LlmBudget(new() { PerCall = 5 }));

        var e = await Record.ExceptionAsync(() => chat.GetResponseAsync("hi", new() { MaxOutputTokens = 1, ModelId = modelId }));

        Assert.Equal(isRefused ? "dear" : null, (e as LlmProviderException)?.ModelId);
        Assert.Equal(isRefused, e is LlmProviderException { Kind: LlmErrorKind.BudgetExceeded });
        Assert.Equal(isRefused ? 0 : 1, cheap.Sent.Count + dear.Sent.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_target_that_answered_is_estimated_to_cost_is_booked(bool stream)
    {
        var budget = new LlmBudget(new() { PerCall = 20 });
        using var chat = Group(Target("a", "cheap", 1, new(stream ? Kit.Stream() : Silent)), Target("b", "dear", 10, new(Silent))).UseLlmBudget(budget);

        if (stream)
        {
            await foreach (var update in chat.GetStreamingResponseAsync("hi", new() { MaxOutputTokens = 2 }))
            {
                Assert.Equal(20, budget.Reserved);
            }
        }
        else
        {
            await chat.GetResponseAsync("hi", new() { MaxOutputTokens = 2 });
        }

        Assert.Equal((2m, 0m), (budget.Spent, budget.Reserved));
    }

    [Fact]
    public async Task What_a_target_is_told_beyond_the_call_is_part_of_what_it_may_cost()
    {
        using var chat = Group(Target("a", "talker", 1, new(Silent), o => o.MaxOutputTokens = 9)).UseLlmBudget(new LlmBudget(new() { PerCall = 5 }));

        Assert.Equal(LlmErrorKind.BudgetExceeded, (await Fake.FailureAsync(() => chat.GetResponseAsync("hi", new() { MaxOutputTokens = 1 }))).Kind);
    }

    [Fact]
    public async Task A_target_without_prices_makes_what_a_call_may_cost_unknown()
    {
        var budget = new LlmBudget(new() { Total = 100 });
        CannedHandler priced = new(Kit.Down), unpriced = new(Silent);
        var group = Group(Target("a", "cheap", 1, priced), Target("b", "mystery", null, unpriced));
        using var refused = group.UseLlmBudget(new LlmBudgetOptions { UnknownPrice = UnknownPriceBehavior.Refuse });
        using var allowed = group.UseLlmBudget(budget);

        var e = await Fake.FailureAsync(() => refused.GetResponseAsync("hi", new() { MaxOutputTokens = 2 }));
        Assert.Equal((LlmErrorKind.BudgetExceeded, "mystery", 0), (e.Kind, e.ModelId, priced.Sent.Count + unpriced.Sent.Count));

        var response = await allowed.GetResponseAsync("hi", new() { MaxOutputTokens = 2 });
        Assert.Contains("What b/mystery costs is not known", Assert.Single(response.GetWarnings()), StringComparison.Ordinal);
        Assert.Equal((0m, 0m), (budget.Spent, budget.Reserved));
    }

    private static IChatClient Group(params ModelGroupTarget[] targets) => Kit.Group(null, null, targets).CreateChatClient();

    // A token of output costs so many dollars, and input nothing.
    private static ModelGroupTarget Target(string provider, string model, decimal? price, CannedHandler http, Action<ChatOptions>? adjust = null) => Kit.Target(
        provider, http, model: new() { Id = model, ProviderId = "fake", Prices = price is null ? null : new() { Input = 0m, Output = price * 1_000_000 } }, adjust: adjust, configure: o => o.MaxRetries = 0);
}
