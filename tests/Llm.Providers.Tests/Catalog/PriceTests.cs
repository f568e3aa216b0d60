using System.Globalization;

namespace Llm.Providers.Tests.Catalog;

/// <summary>Prices that vendors publish, in US dollars for 1,000,000 tokens, next to what the catalogs say.</summary>
public sealed class PriceTests
{
    [Theory]
    [InlineData("anthropic", "claude-3-7-sonnet", "3", "15", "0.3")]
    [InlineData("anthropic", "claude-haiku-4-5", "1", "5", "0.1")]
    [InlineData("openai", "gpt-4o", "2.5", "10", "1.25")]
    [InlineData("openai", "gpt-4o-mini", "0.15", "0.6", "0.075")]
    [InlineData("openai", "text-embedding-3-small", "0.02", null, null)]
    [InlineData("google", "gemini-2.5-pro", "1.25", "10", "0.125")]
    [InlineData("google-vertex", "gemini-2.5-pro", "1.25", "10", "0.125")]
    [InlineData("deepseek", "deepseek-chat", "0.14", "0.28", "0.0028")]
    [InlineData("xai", "grok-4", "3", "15", "0.75")]
    [InlineData("groq", "openai/gpt-oss-120b", "0.15", "0.6", "0.075")]
    [InlineData("mistral", "mistral-large-latest", "0.5", "1.5", "0.05")]
    public void A_model_costs_what_its_vendor_asks(string provider, string model, string input, string? output, string? cacheRead)
    {
        var prices = Catalogs.Model(provider, model).Prices!;

        Assert.Equal((Number(input), Number(output), Number(cacheRead)), (prices.Input, prices.Output, prices.CacheRead));
    }

    [Fact]
    public void Writing_to_a_cache_has_a_price_for_five_minutes_and_one_for_an_hour()
    {
        var prices = Catalogs.Model("anthropic", "claude-3-7-sonnet").Prices!;

        Assert.Equal((3.75m, 6m), (prices.CacheWrite, prices.CacheWriteOneHour));
    }

    [Fact]
    public void Long_inputs_have_a_price_of_their_own()
    {
        var tier = Assert.Single(Catalogs.Model("google", "gemini-2.5-pro").Prices!.Tiers);

        Assert.Equal((200_000, 2.5m, 15m, 0.25m), (tier.AboveInputTokens, tier.Prices.Input, tier.Prices.Output, tier.Prices.CacheRead));
    }

    [Fact]
    public void Sound_costs_more_than_text_where_the_vendor_says_so()
    {
        var prices = Catalogs.Model("google", "gemini-2.5-flash").Prices!;

        Assert.Equal((0.3m, 1m, 0.1m), (prices.Input, prices.InputAudio, prices.CacheReadAudio));
    }

    [Fact]
    public void A_batch_costs_half()
    {
        var batch = Catalogs.Model("openai", "gpt-4o").Prices!.ServiceTiers["batch"];

        Assert.Equal((1.25m, 5m), (batch.Input, batch.Output));
    }

    [Fact]
    public void A_price_that_was_cut_is_known_on_both_sides_of_the_day()
    {
        var model = Catalogs.Model("openai", "o3");

        Assert.Equal((10m, 40m), (model.PricesOn(new(2025, 6, 9))!.Input, model.PricesOn(new(2025, 6, 9))!.Output));
        Assert.Equal((2m, 8m), (model.PricesOn(new(2025, 6, 10))!.Input, model.PricesOn(new(2025, 6, 10))!.Output));
        Assert.Equal(2m, model.Prices!.Input);
    }

    [Theory]
    [InlineData("github")]
    [InlineData("lmstudio")]
    [InlineData("ollama")]
    [InlineData("sambanova")]
    public void What_nobody_says_the_price_of_has_none_rather_than_one_of_nothing(string provider) => Assert.All(Catalogs.Of(provider), m => Assert.Null(m.Prices));

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
