using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Anthropic;
using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Llm.Providers.Tests.Core.Cost;

public sealed class ResponseCostTests
{
    private static readonly ModelItem s_acme = new() { Id = "acme-1", ProviderId = "acme", Prices = new() { Input = 2m, Output = 10m, CacheRead = 0.2m } };

    private static readonly ModelItem s_small = new() { Id = "acme-small", ProviderId = "acme", Prices = new() { Input = 1m, Output = 1m } };

    private const string Usage = "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120,\"prompt_tokens_details\":{\"cached_tokens\":50}}";

    private const decimal Cost = ((50 * 2m) + (50 * 0.2m) + (20 * 10m)) / 1_000_000;

    [Fact]
    public async Task An_answer_says_what_it_cost()
    {
        var response = await AnswerAsync(Usage);

        Assert.Equal(Cost, response.GetCost()!.Total);
        Assert.Equal([LlmCostPartKind.Input, LlmCostPartKind.CacheRead, LlmCostPartKind.Output], response.GetCost()!.Parts.Select(p => p.Kind));
    }

    [Fact]
    [Trait("Requirement", "T24")]
    public async Task T24_cached_tokens_of_a_stream_count_and_its_last_update_says_the_cost()
    {
        var (updates, failure) = await Compatible.ReadAsync(Stream(), models: s_acme);

        Assert.Null(failure);
        Assert.Equal([Cost], updates.Select(u => u.GetCost()).OfType<LlmCost>().Select(c => c.Total!.Value));
        Assert.Equal(Cost, updates[^1].GetCost()!.Total);
        Assert.Equal(Cost, updates.ToChatResponse().GetCost()!.Total);
        Assert.Single(updates.SelectMany(u => u.Contents).OfType<UsageContent>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_cost_survives_where_responses_are_stored(bool stream)
    {
        var response = stream ? await Compatible.StreamAsync(Stream(), models: s_acme) : await AnswerAsync(Usage);

        var stored = JsonSerializer.Deserialize<ChatResponse>(JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions), AIJsonUtilities.DefaultOptions)!;

        var (before, after) = (response.GetCost()!, stored.GetCost()!);
        Assert.Equal((before.Total, before.Input, before.Output, before.Other, before.Source), (after.Total, after.Input, after.Output, after.Other, after.Source));
        Assert.Equal(before.Parts, after.Parts);
    }

    [Fact]
    [Trait("Requirement", "T23")]
    public async Task T23_without_usage_there_is_no_cost()
    {
        Assert.Null((await AnswerAsync("\"usage\":null")).GetCost());
        Assert.Null((await Compatible.StreamAsync(Compatible.Deltas("stop", Compatible.Text("Hi")), models: s_acme)).GetCost());
    }

    [Fact]
    public async Task The_model_that_served_is_paid_and_the_one_asked_for_where_that_is_unknown()
    {
        Assert.Equal(120m / 1_000_000, (await AnswerAsync(Usage.Replace("50", "0", StringComparison.Ordinal), served: "acme-small")).GetCost()!.Total);
        Assert.Equal(Cost, (await AnswerAsync(Usage, served: "acme-1-2026-01-01-preview-x")).GetCost()!.Total);
    }

    [Theory]
    [InlineData("prod-chat", "acme-1")] // a deployment
    [InlineData("acme-1", "acme-small")] // a dated id that has a row of its own
    [InlineData("acme-1", "acme-1")]
    public async Task Prices_the_application_set_for_what_it_asks_for_go_before_the_catalogs_for_what_served(string asked, string served)
    {
        var settings = new Dictionary<string, string?> { ["Models:prod-chat:Like"] = "acme-1", [$"Models:{asked}:Prices:Input"] = "4", [$"Models:{asked}:Prices:Output"] = "20", [$"Models:{asked}:Prices:CacheRead"] = "0.4" };

        Assert.Equal(2 * Cost, await CostAsync(o => Set(o, settings), asked, served));
    }

    [Fact]
    public async Task Prices_the_application_set_for_both_are_those_of_what_served()
    {
        Assert.Equal(4 * Cost, await CostAsync(o => Set(o, new() { ["Models:acme-1:Prices:Input"] = "9", ["Models:acme-small:Prices:Input"] = "8", ["Models:acme-small:Prices:Output"] = "40", ["Models:acme-small:Prices:CacheRead"] = "0.8" }), "acme-1", "acme-small"));
        Assert.Equal(2 * Cost, await CostAsync(o => o.Models.Add(new() { Id = "own", ProviderId = "acme", Prices = new() { Input = 4m, Output = 20m, CacheRead = 0.4m } }), "own", "acme-small"));
    }

    [Fact]
    public async Task A_model_without_prices_costs_something_unknown()
    {
        var cost = (await Compatible.AnswerAsync(Body(Usage, "other"), model: "other")).GetCost()!;

        Assert.Null(cost.Total);
        Assert.StartsWith("price list of acme/other for ", Assert.Single(cost.Missing), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"cost\":0.00012", 0.00012)]
    [InlineData("\"cost\":0", 0)]
    [InlineData("\"estimated_cost\":5.5E-06", 0.0000055)]
    [InlineData("\"cost_in_usd_ticks\":1466250", 0.000146625)]
    [InlineData("\"cost\":{\"input_tokens_cost\":0.00001,\"output_tokens_cost\":0.00001,\"request_cost\":0.005,\"total_cost\":0.00502}", 0.00502)]
    [InlineData("\"cost\":0.0001,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":0.002}", 0.0021)]
    public async Task What_the_provider_says_goes_before_the_price_list(string member, double total)
    {
        var cost = (await AnswerAsync(Usage.Replace("{\"prompt_tokens\"", $"{{{member},\"prompt_tokens\"", StringComparison.Ordinal))).GetCost()!;

        Assert.Equal(((decimal)total, LlmCostSource.Provider), (cost.Total, cost.Source));
    }

    [Fact]
    public async Task The_parts_of_what_the_provider_says_add_up()
    {
        var cost = (await AnswerAsync(Usage.Replace("{\"prompt_tokens\"", "{\"cost\":{\"input_tokens_cost\":0.001,\"output_tokens_cost\":0.002,\"request_cost\":0.005,\"total_cost\":0.008},\"prompt_tokens\"", StringComparison.Ordinal))).GetCost()!;

        Assert.Equal((0.001m, 0.002m, 0.005m), (cost.Input, cost.Output, cost.Other));
    }

    [Fact]
    public async Task A_fee_beside_a_key_of_ones_own_is_not_the_whole_cost()
    {
        var cost = (await AnswerAsync(Usage.Replace("{\"prompt_tokens\"", "{\"cost\":0,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":null},\"prompt_tokens\"", StringComparison.Ordinal))).GetCost()!;

        Assert.Equal((Cost, LlmCostSource.PriceList), (cost.Total, cost.Source));
    }

    [Fact]
    public async Task The_service_tier_of_the_answer_chooses_the_prices()
    {
        var model = s_acme with { Prices = s_acme.Prices! with { ServiceTiers = new Dictionary<string, ModelPrices> { ["flex"] = new() { Input = 1m, Output = 5m, CacheRead = 0.1m } } } };

        Assert.Equal(Cost / 2, (await Compatible.AnswerAsync(Body(Usage + ",\"service_tier\":\"flex\""), models: model)).GetCost()!.Total);
        Assert.Equal(Cost, (await Compatible.AnswerAsync(Body(Usage + ",\"service_tier\":\"default\""), models: model)).GetCost()!.Total);
    }

    [Fact]
    [Trait("Requirement", "T24")]
    public async Task T24_a_stream_of_messages_that_wrote_to_a_cache_costs_what_its_answer_does()
    {
        const string Written = """{"input_tokens":3,"cache_creation_input_tokens":12304,"cache_read_input_tokens":0,"output_tokens":1}""";
        var http = new CannedHandler(Claude.Events([Claude.Start(Written), .. Claude.TextBlock(0, "Hi"), Claude.End(usage: """{"output_tokens":550}"""), Claude.Stop]));
        using var chat = Claude.Client(http, configure: o => o.Models.Add(new() { Id = "claude-sonnet-4-5", ProviderId = "anthropic", Prices = new() { Input = 3m, Output = 15m, CacheRead = 0.3m, CacheWrite = 3.75m } }));

        var (updates, failure) = await Fake.ReadAsync(chat);

        Assert.Null(failure);
        Assert.Equal(0.054399m, updates.ToChatResponse().GetCost()!.Total);
    }

    [Fact]
    public async Task A_tool_loop_costs_what_its_calls_cost_together()
    {
        var first = Body(Usage).Replace("{\"role\":\"assistant\",\"content\":\"Hi\"}", """{"role":"assistant","tool_calls":[{"id":"t1","type":"function","function":{"name":"now","arguments":"{}"}}]}""", StringComparison.Ordinal).Replace("\"stop\"", "\"tool_calls\"", StringComparison.Ordinal);
        using var chat = Compatible.Client(new CannedHandler(new CannedResponse(first), new CannedResponse(Body(Usage))), models: s_acme).AsBuilder().UseFunctionInvocation().Build();

        var response = await chat.GetResponseAsync("When?", new() { Tools = [AIFunctionFactory.Create(() => "noon", "now")] });

        Assert.Equal((2 * Cost, 240), (response.GetCost()!.Total, response.Usage!.TotalTokenCount));
    }

    [Fact]
    public async Task Of_several_calls_one_without_usage_makes_the_cost_unknown()
    {
        var known = await AnswerAsync(Usage);
        var silent = await AnswerAsync("\"usage\":null");

        var both = new ChatResponse([.. known.Messages, .. silent.Messages]);

        Assert.Null(both.GetCost()!.Total);
    }

    [Fact]
    public async Task Embeddings_of_several_requests_say_what_they_cost_together()
    {
        const string Answer = """{"data":[{"index":0,"embedding":[0.1]}],"model":"acme-1","usage":{"prompt_tokens":1000,"total_tokens":1000}}""";
        var provider = Compatible.Provider(new CannedHandler(Answer), embeddings: new() { MaxInputs = 1 }, models: s_acme);

        var result = await provider.CreateEmbeddingGenerator("acme-1").GenerateAsync(["a", "b"]);

        Assert.Equal((0.004m, 0m), (result.GetCost()!.Total, result.GetCost()!.Output));
    }

    [Fact]
    public async Task Embeddings_cost_what_the_provider_says()
    {
        const string Answer = """{"data":[{"index":0,"embedding":[0.1]}],"model":"acme-1","usage":{"prompt_tokens":1000,"cost":0.5}}""";
        var provider = Compatible.Provider(new CannedHandler(Answer), embeddings: new(), models: s_acme);

        var cost = (await provider.CreateEmbeddingGenerator("acme-1").GenerateAsync(["a"])).GetCost()!;

        Assert.Equal((0.5m, LlmCostSource.Provider), (cost.Total, cost.Source));
    }

    private static void Set(LlmProviderOptions options, Dictionary<string, string?> settings) =>
        options.ModelPatches = ModelSettingsBinder.Bind(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), "LlmProviders:acme", []);

    private static async Task<decimal?> CostAsync(Action<OpenAICompatibleOptions> configure, string asked, string served)
    {
        using var chat = Compatible.Client(new CannedHandler(Body(Usage, served)), configure: configure, model: asked, models: [s_acme, s_small]);
        return (await chat.GetResponseAsync("hi")).GetCost()!.Total;
    }

    private static string Stream() =>
        Compatible.Events(Compatible.Chunk(Compatible.Text("Hi")), Compatible.Chunk("{}", "stop"), $$"""{"id":"c1","model":"acme-1","choices":[],{{Usage}}}""", "[DONE]");

    private static string Body(string more, string served = "acme-1") =>
        $$"""{"id":"c1","model":"{{served}}","choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],{{more}}}""";

    private static Task<ChatResponse> AnswerAsync(string more, string served = "acme-1") => Compatible.AnswerAsync(Body(more, served), models: [s_acme, s_small]);
}
