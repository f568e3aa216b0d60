namespace Llm.Providers.Tests.Core.Cost;

public sealed class CalculatorTests
{
    private static readonly DateOnly s_day = new(2026, 8, 21);

    private static readonly ModelPrices s_claude = new() { Input = 3m, Output = 15m, CacheRead = 0.3m, CacheWrite = 3.75m, CacheWriteOneHour = 6m, ThousandWebSearches = 10m };

    [Fact]
    [Trait("Requirement", "T24")]
    public void T24_what_was_written_to_a_cache_costs_its_own_price_and_not_that_of_input_as_well()
    {
        var cost = Cost(s_claude, Usage(12_307, 550, cached: 0, (LlmUsageCounts.CacheWrite, 12_304)));

        Assert.Equal((0.054399m, 0.046149m, 0.00825m, 0m), (cost.Total, cost.Input, cost.Output, cost.Other));
        Assert.Equal(LlmCostSource.PriceList, cost.Source);
    }

    [Fact]
    public void The_parts_add_up_to_the_total()
    {
        var cost = Cost(
            s_claude,
            Usage(1_000, 100, cached: 300, (LlmUsageCounts.CacheWrite, 200), (LlmUsageCounts.CacheWriteOneHour, 50), (LlmUsageCounts.WebSearches, 2)));

        Assert.Equal(
            [(LlmCostPartKind.Input, 500), (LlmCostPartKind.CacheRead, 300), (LlmCostPartKind.CacheWrite, 150), (LlmCostPartKind.CacheWriteOneHour, 50), (LlmCostPartKind.Output, 100), (LlmCostPartKind.WebSearches, 2)],
            cost.Parts.Select(p => (p.Kind, p.Count)));
        Assert.Equal(0.0015m + 0.00009m + 0.0005625m + 0.0003m + 0.0015m + 0.02m, cost.Total);
        Assert.Equal(cost.Total, cost.Parts.Sum(p => p.Cost));
        Assert.Equal(cost.Total, cost.Input + cost.Output + cost.Other);
    }

    [Fact]
    [Trait("Requirement", "B07")]
    public void B07_reasoning_is_part_of_the_output_and_paid_once()
    {
        var usage = Usage(10, 50);
        usage.ReasoningTokenCount = 40;
        usage.TotalTokenCount = 60;

        Assert.Equal(50 * 15m / 1_000_000, Cost(s_claude, usage).Output);
    }

    [Fact]
    [Trait("Requirement", "B07")]
    public void B07_reasoning_has_its_own_price_where_the_list_has_one()
    {
        var usage = Usage(10, 50);
        usage.ReasoningTokenCount = 40;

        Assert.Equal(((10 * 15m) + (40 * 3m)) / 1_000_000, Cost(s_claude with { Reasoning = 3m }, usage).Output);
    }

    [Fact]
    [Trait("Requirement", "B07")]
    public void B07_reasoning_that_a_vendor_counts_apart_is_paid_too()
    {
        // xAI: prompt 12, completion 1, reasoning 290, total 303.
        var usage = Usage(12, 1);
        usage.ReasoningTokenCount = 290;
        usage.TotalTokenCount = 303;

        Assert.Equal(291 * 15m / 1_000_000, Cost(s_claude, usage).Output);
    }

    [Fact]
    [Trait("Requirement", "B07")]
    public void B07_more_reasoning_than_output_is_not_more_than_the_output()
    {
        var usage = Usage(12, 5);
        usage.ReasoningTokenCount = 9;

        Assert.Equal(5 * 3m / 1_000_000, Cost(s_claude with { Reasoning = 3m }, usage).Output);
    }

    [Theory]
    [InlineData(199_999, 3, 15)]
    [InlineData(200_000, 3, 15)]
    [InlineData(200_001, 6, 22.5)]
    [InlineData(500_001, 12, 22.5)]
    [Trait("Requirement", "T24")]
    public void T24_a_request_above_a_threshold_is_priced_by_its_tier_as_a_whole(int input, double inputPrice, double outputPrice)
    {
        var prices = s_claude with { Tiers = [new(200_000, new() { Input = 6m, Output = 22.5m }), new(500_000, new() { Input = 12m, Output = 22.5m })] };

        var cost = Cost(prices, Usage(input, 1_000));

        Assert.Equal((input * (decimal)inputPrice / 1_000_000, 1_000 * (decimal)outputPrice / 1_000_000), (cost.Input, cost.Output));
    }

    [Fact]
    public void The_threshold_counts_input_that_was_cached_and_a_price_the_tier_does_not_name_is_the_lists()
    {
        var prices = s_claude with { Tiers = [new(200_000, new() { Input = 6m })] };

        var cost = Cost(prices, Usage(200_001, 0, cached: 200_000));

        Assert.Equal(((1 * 6m) + (200_000 * 0.3m)) / 1_000_000, cost.Total);
    }

    [Fact]
    public void A_service_tier_has_its_prices_and_what_it_does_not_name_is_the_usual()
    {
        var prices = s_claude with { ServiceTiers = new Dictionary<string, ModelPrices> { ["batch"] = new() { Input = 1.5m, Output = 7.5m } } };

        Assert.Equal((100 * 1.5m) + (10 * 0.3m) + (10 * 7.5m), Cost(prices, Usage(110, 10, cached: 10), "batch").Total * 1_000_000);
        Assert.Equal((100 * 3m) + (10 * 0.3m) + (10 * 15m), Cost(prices, Usage(110, 10, cached: 10), "default").Total * 1_000_000);
    }

    [Fact]
    public void The_prices_of_a_service_tier_that_is_not_in_the_list_are_not_those_of_the_usual_one()
    {
        var cost = Cost(s_claude, Usage(110, 10), "priority");

        Assert.Null(cost.Total);
        Assert.Equal(["prices of the service tier priority"], cost.Missing);
    }

    [Fact]
    public void Sound_and_images_have_their_prices_where_the_list_has_them_and_are_input_and_output_otherwise()
    {
        var usage = Usage(1_000, 100, cached: 200, (LlmUsageCounts.InputAudio, 300), (LlmUsageCounts.CacheReadAudio, 50), (LlmUsageCounts.InputImage, 100), (LlmUsageCounts.OutputAudio, 60), (LlmUsageCounts.OutputImage, 30));
        var apart = s_claude with { InputAudio = 40m, CacheReadAudio = 2.5m, InputImage = 5m, OutputAudio = 80m, OutputImage = 30m };

        Assert.Equal((450 * 3m) + (150 * 0.3m) + (250 * 40m) + (50 * 2.5m) + (100 * 5m), Cost(apart, usage).Input * 1_000_000);
        Assert.Equal((10 * 15m) + (60 * 80m) + (30 * 30m), Cost(apart, usage).Output * 1_000_000);
        Assert.Equal((800 * 3m) + (200 * 0.3m), Cost(s_claude, usage).Input * 1_000_000);
        Assert.Equal(100 * 15m, Cost(s_claude, usage).Output * 1_000_000);
    }

    [Fact]
    public void Sound_that_can_only_have_been_cached_is_not_paid_twice()
    {
        var usage = Usage(100, 0, cached: 80, (LlmUsageCounts.InputAudio, 50));

        Assert.Equal((50 * 0.3m) + (30 * 0.3m) + (20 * 40m), Cost(s_claude with { InputAudio = 40m }, usage).Input * 1_000_000);
    }

    [Theory]
    [InlineData(0, 100, 900)]
    [InlineData(300, 100, 900)] // sound is taken for cached first
    public void Images_that_can_only_have_been_cached_are_not_paid_twice(int audio, int images, int cached)
    {
        var parts = Cost(s_claude with { InputAudio = 40m, InputImage = 5m }, Usage(1_000, 0, cached: 900, (LlmUsageCounts.InputAudio, audio), (LlmUsageCounts.InputImage, 600))).Parts;

        Assert.Equal((images, cached), (Count(LlmCostPartKind.InputImage), Count(LlmCostPartKind.CacheRead)));
        Assert.Equal(1_000, parts.Sum(p => p.Count));
        long Count(LlmCostPartKind kind) => parts.Where(p => p.Kind == kind).Sum(p => p.Count);
    }

    [Fact]
    public void A_count_below_zero_is_none()
    {
        var usage = Usage(100, 50, cached: -20);
        usage.ReasoningTokenCount = -10;

        Assert.Equal(((100 * 3m) + (50 * 15m)) / 1_000_000, Cost(s_claude with { Reasoning = 3m }, usage).Total);
    }

    [Fact]
    public void A_request_can_cost_something_beside_its_tokens() =>
        Assert.Equal(0.005m, Cost(new() { Input = 1m, Output = 1m, ThousandRequests = 5m }, Usage(1, 1)).Other);

    [Theory]
    [InlineData("price of cache reads")]
    [InlineData("price of cache writes")]
    [InlineData("price of cache writes for an hour")]
    [InlineData("price of web searches")]
    [Trait("Requirement", "T24")]
    public void T24_a_count_without_a_price_makes_the_total_unknown_and_is_named(string missing)
    {
        var usage = missing switch
        {
            "price of cache reads" => Usage(10, 1, cached: 5),
            "price of cache writes" => Usage(10, 1, cached: 0, (LlmUsageCounts.CacheWrite, 5)),
            "price of cache writes for an hour" => Usage(10, 1, cached: 0, (LlmUsageCounts.CacheWrite, 5), (LlmUsageCounts.CacheWriteOneHour, 5)),
            _ => Usage(10, 1, cached: 0, (LlmUsageCounts.WebSearches, 1)),
        };

        var cost = Cost(new() { Input = 1m, Output = 1m }, usage);

        Assert.Null(cost.Total);
        Assert.Equal([missing], cost.Missing);
        Assert.Equal(0.000001m, cost.Output);
    }

    [Fact]
    public void A_count_of_nothing_needs_no_price() =>
        Assert.Equal(0.00001m, Cost(new() { Input = 1m, Output = 1m }, Usage(9, 1, cached: 0, (LlmUsageCounts.CacheWrite, 0))).Total);

    [Fact]
    public void Free_is_zero_and_unknown_is_not()
    {
        Assert.Equal(0m, Cost(new() { Input = 0m, Output = 0m }, Usage(1_000, 1_000)).Total);
        Assert.Null(Cost(new() { Output = 0m }, Usage(1_000, 1_000)).Total);
        Assert.Null(Cost(null, Usage(1_000, 1_000)).Total);
    }

    [Fact]
    [Trait("Requirement", "T23")]
    public void T23_a_count_that_is_absent_is_unknown_and_not_zero()
    {
        Assert.Equal(["count of output tokens"], Cost(s_claude, new() { InputTokenCount = 5 }).Missing);
        Assert.Equal(["count of input tokens"], Cost(s_claude, new() { OutputTokenCount = 5 }).Missing);
        Assert.Null(Cost(s_claude, new() { InputTokenCount = 5 }).Total);
    }

    [Fact]
    public void Embeddings_have_no_output_to_pay_for()
    {
        var cost = LlmCost.OfEmbeddings(Model(new() { Input = 0.02m }), new() { InputTokenCount = 1_000 }, s_day);

        Assert.Equal((0.00002m, 0m), (cost.Total, cost.Output));
    }

    [Fact]
    public void The_price_list_is_that_of_the_day()
    {
        var model = Model(s_claude with { From = new(2026, 8, 1) }) with { OtherPrices = [new() { Input = 10m, Output = 10m }, new() { From = new(2026, 9, 1), Input = 1m, Output = 1m }] };

        Assert.Equal([10m, 3m, 1m], new DateOnly[] { new(2026, 7, 31), new(2026, 8, 1), new(2026, 9, 1) }.Select(d => LlmCost.Of(model, Usage(1_000_000, 0), d).Input!.Value));
    }

    [Fact]
    public void What_is_unknown_of_one_call_is_unknown_of_several()
    {
        var known = Cost(s_claude, Usage(1, 1));
        var sum = known + LlmCost.OfProvider(0.5m);

        Assert.Equal((0.500018m, null, LlmCostSource.PriceList), (sum.Total, sum.Input, sum.Source));
        Assert.Null((known + new LlmCost { Missing = ["x"] }).Total);
        Assert.Equal(LlmCostSource.Provider, (LlmCost.OfProvider(1) + LlmCost.OfProvider(2)).Source);
    }

    private static LlmCost Cost(ModelPrices? prices, UsageDetails usage, string? serviceTier = null) => LlmCost.Of(Model(prices), usage, s_day, serviceTier);

    private static ModelItem Model(ModelPrices? prices) => new() { Id = "m", ProviderId = "p", Prices = prices };

    private static UsageDetails Usage(long input, long output, long? cached = null, params (string Name, long Count)[] others) =>
        new() { InputTokenCount = input, OutputTokenCount = output, CachedInputTokenCount = cached, AdditionalCounts = others.Length == 0 ? null : new(others.Select(o => KeyValuePair.Create(o.Name, o.Count))) };
}
