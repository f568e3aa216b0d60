using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Cost;

public sealed class BudgetOptionTests
{
    [Fact]
    public async Task Options_that_change_after_the_budget_was_made_have_no_effect()
    {
        var options = new LlmBudgetOptions { PerCall = 50, AssumedOutputTokens = 10 };
        var http = new CannedHandler("""{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}""");
        var priced = new ModelItem { Id = "acme-1", ProviderId = "acme", Prices = new() { Input = 0m, Output = 1_000_000m } };
        using var chat = Compatible.Client(http, models: priced).UseLlmBudget(new LlmBudget(options));
        using var unpriced = Compatible.Client(http, model: "other", models: priced).UseLlmBudget(new LlmBudget(options));

        (options.PerCall, options.AssumedOutputTokens, options.UnknownPrice, options.CountInputTokens) = (0, 1_000, UnknownPriceBehavior.Refuse, (_, _) => throw new InvalidOperationException());

        await chat.GetResponseAsync("hi");
        await unpriced.GetResponseAsync("hi");
        Assert.Equal(2, http.Sent.Count);
    }

    [Fact]
    public void A_limit_that_is_none_is_a_setting_that_is_wrong()
    {
        Assert.Equal(LlmErrorKind.Configuration, Assert.Throws<LlmProviderException>(() => new LlmBudget(new() { PerDay = -1 })).Kind);
        Assert.Contains("Window", Assert.Throws<LlmProviderException>(() => new LlmBudget(new() { Window = TimeSpan.Zero })).Message, StringComparison.Ordinal);
        Assert.Contains("AssumedOutputTokens", Assert.Throws<LlmProviderException>(() => new LlmBudget(new() { AssumedOutputTokens = 0 })).Message, StringComparison.Ordinal);
    }
}
