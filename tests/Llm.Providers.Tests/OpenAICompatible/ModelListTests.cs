using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible;

public sealed class ModelListTests
{
    [Theory]
    [InlineData("""{"object":"list","data":[{"id":"a","object":"model","created":1700000000,"owned_by":"x"},{"id":"b"}]}""")]
    [InlineData("""[{"id":"a","created":1700000000},{"id":"b"}]""")]
    [InlineData("""{"data":[{"id":"a","created":1700000000123},{"object":"model"},null,{"id":"b","created":"yesterday"}]}""")]
    public async Task A_list_is_read_with_and_without_a_frame(string body)
    {
        var models = await ListAsync(body);

        Assert.Equal(["a", "b"], models.Select(m => m.Id));
        Assert.Equal((new DateOnly(2023, 11, 14), ModelOrigin.Discovered, "acme"), (models[0].Released, models[0].Origin, models[0].ProviderId));
        Assert.Null(models[1].Released);
    }

    [Fact]
    public async Task What_OpenRouter_says_of_a_model_is_read()
    {
        var model = Assert.Single(await ListAsync("""
            {"data":[{"id":"acme/a","name":"Acme A","created":1700000000,"context_length":131072,
            "architecture":{"input_modalities":["text","image","file"],"output_modalities":["text"]},
            "pricing":{"prompt":"0.0000025","completion":"0.00001","input_cache_read":"0.00000025","request":"0"},
            "top_provider":{"context_length":128000,"max_completion_tokens":16384,"is_moderated":true}}]}
            """));

        Assert.Equal(("Acme A", 131072, 16384), (model.Name, model.ContextWindow, model.MaxOutputTokens));
        Assert.Equal((Modalities.Text | Modalities.Image | Modalities.Pdf, Modalities.Text), (model.Input, model.Output));
        Assert.Equal((2.5m, 10m, 0.25m, null), (model.Prices!.Input, model.Prices.Output, model.Prices.CacheRead, model.Prices.CacheWrite));
    }

    [Theory]
    [InlineData("""{"prompt":"-1","completion":"-1"}""")]
    [InlineData("""{"prompt":"a lot"}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    public async Task Prices_that_are_not_known_are_not_made_up(string pricing) =>
        Assert.Null(Assert.Single(await ListAsync($$$"""{"data":[{"id":"a","pricing":{{{pricing}}}}]}""")).Prices);

    [Theory]
    [InlineData("""{"id":"groq","context_window":8192,"max_completion_tokens":4096}""", 8192, 4096)]
    [InlineData("""{"id":"vllm","max_model_len":32768}""", 32768, null)]
    [InlineData("""{"id":"mistral","max_context_length":131072,"display_name":"M"}""", 131072, null)]
    [InlineData("""{"id":"none","context_length":null,"context_window":0}""", null, null)]
    [InlineData("""{"id":"odd","context_length":"large","max_model_len":99999999999}""", null, null)]
    public async Task Limits_are_read_under_every_name_they_have(string json, int? context, int? output)
    {
        var model = Assert.Single(await ListAsync($$"""{"data":[{{json}}]}"""));

        Assert.Equal((context, output), (model.ContextWindow, model.MaxOutputTokens));
    }

    [Fact]
    public async Task An_empty_list_is_a_list() => Assert.Empty(await ListAsync("""{"data":[]}"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":{}}""")]
    [InlineData("\"models\"")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task A_body_that_is_no_list_is_malformed(string body) => Assert.Equal(LlmErrorKind.MalformedResponse, (await Fake.FailureAsync(() => ListAsync(body))).Kind);

    [Fact]
    public async Task The_list_is_asked_for_without_a_body()
    {
        var http = new CannedHandler("""{"data":[]}""");

        await Compatible.Provider(http).ListModelsAsync();

        Assert.Equal((HttpMethod.Get, "https://api.acme.test/v1/models", 0), (http.Single.Method, http.Single.Uri.ToString(), http.Single.Body.Length));
    }

    private static Task<IReadOnlyList<ModelItem>> ListAsync(string body) => Compatible.Provider(new CannedHandler(body)).ListModelsAsync();
}
