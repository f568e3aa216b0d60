using System.Text.Json;
using Llm.Providers.Anthropic;

namespace Llm.Providers.Tests.Core.Cost;

/// <summary>What a call is taken to cost before it is sent: rather too much than too little.</summary>
public sealed class BudgetEstimateTests
{
    private static readonly DateOnly s_day = new(2026, 8, 21);

    [Theory]
    [InlineData("application/pdf", 4_000_000, 148_000, 220_000)]
    [InlineData("audio/mpeg", 4_000_000, 8_000, 12_000)]
    [InlineData("image/png", 10, 1_600, 1_620)]
    [InlineData("text/plain", 9_000, 3_000, 3_020)]
    public void Media_count_by_their_bytes(string mediaType, int bytes, long least, long most) =>
        Assert.InRange(Input(new DataContent(new byte[bytes], mediaType)), least, most);

    [Fact]
    public void A_file_that_is_only_named_counts_as_a_usual_one() => Assert.InRange(Input(new UriContent("https://x.test/a.pdf", "application/pdf")), 1_600, 1_620);

    [Theory]
    [InlineData("abcdefghijkl", 1_000, 4_000)]
    [InlineData("你好世", 10_000, 40_000)]
    [InlineData("Привет мир!!", 1_000, 6_700)]
    public void Text_counts_a_third_more_than_by_the_rule_of_thumb(string word, int times, long least)
    {
        var text = string.Concat(Enumerable.Repeat(word, times));

        Assert.InRange(Input(new TextContent(text)), least, least * 11 / 10);
        Assert.InRange(TokenMeter.Ample.Text(text), RoughTokens.Count(text), long.MaxValue);
    }

    [Fact]
    public void A_text_of_one_character_counts_by_its_length() => Assert.Equal(100, TokenMeter.Ample.Text(new string('-', 300)));

    [Fact]
    public void A_schema_of_the_answer_is_input()
    {
        var schema = JsonElement.Parse($$"""{"type":"object","description":"{{string.Concat(Enumerable.Repeat("words ", 500))}}"}""");

        Assert.True(BudgetEstimate.InputTokens([], new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema) }) > 1_000);
    }

    [Fact]
    public void Results_of_tools_count_as_they_are_sent()
    {
        var lines = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"line {i} of many"));

        Assert.InRange(Input(new FunctionResultContent("c", new Dictionary<string, object?> { ["lines"] = lines, ["count"] = 100 })), 500, 700);
        Assert.InRange(Input(new FunctionResultContent("c", new Version(1, 2))), 10, 30); // what no JSON can be made of
    }

    [Fact]
    public void Input_that_may_be_written_to_a_cache_has_the_price_of_that()
    {
        var prices = new ModelPrices { Input = 4m, Output = 0m, CacheWrite = 5m, CacheWriteOneHour = 8m };

        Assert.Equal(5m, Cost(prices));
        Assert.Equal(5m, Cost(prices, CacheLifetime.FiveMinutes));
        Assert.Equal(8m, Cost(prices, CacheLifetime.OneHour));
        Assert.Equal(4m, Cost(prices with { CacheWrite = null, CacheWriteOneHour = null }, CacheLifetime.OneHour));
        Assert.Equal(4m, Cost(prices with { CacheWrite = 1m }));
        Assert.Null(Cost(new() { Output = 1m, CacheWrite = 1m }));
    }

    private static long Input(AIContent content) => BudgetEstimate.InputTokens([new(ChatRole.User, [content])], null);

    private static decimal? Cost(ModelPrices prices, CacheLifetime? lifetime = null)
    {
        var text = new TextContent("hi");
        ChatMessage[] messages = [new(ChatRole.User, [lifetime is { } kept ? text.WithCacheControl(kept) : text])];
        var target = new BudgetTarget(null, new() { Id = "m", ProviderId = "p", Prices = prices }, 1_000_000, 0) { MayCacheForAnHour = BudgetEstimate.AsksForAnHour(messages, null) };
        return target.Cost(s_day);
    }
}
