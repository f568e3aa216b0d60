using System.Globalization;
using System.Text.Json;
using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Google;

/// <summary>Embeddings, token counts, model lists, and where everything is sent.</summary>
public sealed class OtherEndpointsTests
{
    [Fact]
    [Trait("Requirement", "S24")]
    public async Task Embeddings_are_asked_for_in_a_batch()
    {
        var handler = new CannedHandler("""{"embeddings":[{"values":[0.1,-0.2]},{"values":[1,2e-3]}],"usageMetadata":{"promptTokenCount":4}}""");
        using var generator = Gemini.Provider(handler).CreateEmbeddingGenerator("gemini-embedding-001");

        var vectors = await generator.GenerateAsync(["a", "b"], new() { Dimensions = 2, AdditionalProperties = new() { ["taskType"] = "RETRIEVAL_DOCUMENT", ["title"] = "T" } });

        Assert.Equal([1f, 0.002f], vectors[1].Vector.ToArray());
        Assert.Equal(4, vectors.Usage!.InputTokenCount);
        Assert.Equal("/v1beta/models/gemini-embedding-001:batchEmbedContents", handler.Single.Uri.AbsolutePath);
        Snapshot.Match(Compatible.Indent(handler.Single.Text));
    }

    [Fact]
    [Trait("Requirement", "T30")]
    public async Task T30_more_than_a_hundred_texts_are_split_in_their_order()
    {
        var handler = new CannedHandler([new CannedResponse(Vectors(0, 100)), new CannedResponse(Vectors(100, 100)), new CannedResponse(Vectors(200, 5))]);
        using var generator = Gemini.Provider(handler).CreateEmbeddingGenerator("gemini-embedding-001");

        var vectors = await generator.GenerateAsync(Enumerable.Range(0, 205).Select(i => $"text {i}"));

        Assert.Equal(Enumerable.Range(0, 205).Select(i => (float)i), vectors.Select(v => v.Vector.Span[0]));
        Assert.Equal([100, 100, 5], handler.Sent.Select(s => JsonElement.Parse(s.Text).GetProperty("requests").GetArrayLength()));
        Assert.Null(vectors.Usage);
    }

    [Fact]
    [Trait("Requirement", "T30")]
    public async Task T30_a_part_that_fails_names_its_range()
    {
        var handler = new CannedHandler([new CannedResponse(Vectors(0, 100)), new CannedResponse(400, """{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT"}}""")]);
        using var generator = Gemini.Provider(handler).CreateEmbeddingGenerator("gemini-embedding-001");

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => generator.GenerateAsync(Enumerable.Range(0, 150).Select(i => $"text {i}")));

        Assert.Contains("Texts 100 to 149 of 150", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"embeddings":[]}""")]
    [InlineData("""{"embeddings":[{"values":[1]},{"values":[2]}]}""")]
    [InlineData("""{"embeddings":[{"values":["x"]}]}""")]
    [InlineData("[]")]
    public async Task Vectors_that_do_not_fit_the_texts_are_malformed(string body)
    {
        using var generator = Gemini.Provider(new CannedHandler(body)).CreateEmbeddingGenerator("gemini-embedding-001");

        Assert.Equal(LlmErrorKind.MalformedResponse, (await Assert.ThrowsAsync<LlmProviderException>(() => generator.GenerateAsync(["a"]))).Kind);
    }

    [Theory]
    [InlineData("gemini-embedding-001", "predict", """{"predictions":[{"embeddings":{"values":[7],"statistics":{"truncated":false,"token_count":3}}}]}""")]
    [InlineData("text-embedding-005", "predict", """{"predictions":[{"embeddings":{"statistics":{"token_count":3},"values":[7]}}]}""")]
    [InlineData("gemini-embedding-2", "embedContent", """{"embedding":{"values":[7]},"usageMetadata":{"promptTokenCount":3,"totalTokenCount":3}}""")]
    public async Task Vertex_has_a_way_in_for_each_generation_of_models(string model, string method, string body)
    {
        var handler = new CannedHandler(body);
        using var generator = Gemini.Vertex(handler).CreateEmbeddingGenerator(model);

        var vectors = await generator.GenerateAsync(["a"], new() { Dimensions = 1, AdditionalProperties = new() { ["taskType"] = "RETRIEVAL_QUERY", ["autoTruncate"] = true } });

        Assert.Equal((7f, 3L), (vectors[0].Vector.Span[0], vectors.Usage!.InputTokenCount));
        Assert.EndsWith($"/publishers/google/models/{model}:{method}", handler.Single.Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(
            method == "predict" ? """{"instances":[{"content":"a","task_type":"RETRIEVAL_QUERY"}],"parameters":{"outputDimensionality":1,"autoTruncate":true}}""" : """{"content":{"parts":[{"text":"a"}]},"outputDimensionality":1,"taskType":"RETRIEVAL_QUERY","autoTruncate":true}""",
            handler.Single.Text);
    }

    [Fact]
    public async Task Tokens_are_counted_with_the_request_that_would_be_sent()
    {
        var handler = new CannedHandler("""{"totalTokens":31,"promptTokensDetails":[{"modality":"TEXT","tokenCount":31}]}""");

        var count = await Gemini.Provider(handler).CountTokensAsync([new(ChatRole.User, "Hi")], new() { Instructions = "Be brief." });

        Assert.Equal(31L, (long)count);
        Assert.Equal("/v1beta/models/gemini-3-flash-preview:countTokens", handler.Single.Uri.AbsolutePath);
        Assert.Equal("""{"generateContentRequest":{"model":"models/gemini-3-flash-preview","contents":[{"role":"user","parts":[{"text":"Hi"}]}],"systemInstruction":{"parts":[{"text":"Be brief."}]}}}""", handler.Single.Text);
    }

    [Fact]
    public async Task Vertex_counts_the_members_of_the_request()
    {
        var handler = new CannedHandler("""{"totalTokens":31,"totalBillableCharacters":9}""");

        await Gemini.Vertex(handler).CountTokensAsync([new(ChatRole.User, "Hi")]);

        Assert.Equal("""{"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}""", handler.Single.Text);
    }

    [Fact]
    public async Task The_list_of_models_is_read_page_by_page()
    {
        var handler = new CannedHandler([
            new CannedResponse("""{"models":[{"name":"models/gemini-2.5-flash","displayName":"Gemini 2.5 Flash","inputTokenLimit":1048576,"outputTokenLimit":65536,"supportedGenerationMethods":["generateContent","countTokens"],"thinking":true},{"name":"models/new-one","supportedGenerationMethods":["generateContent"],"inputTokenLimit":10}],"nextPageToken":"a/b"}"""),
            new CannedResponse("""{"models":[{"name":"models/new-embedding","supportedGenerationMethods":["embedContent"],"inputTokenLimit":2048,"outputTokenLimit":1},{"name":"tunedModels/mine"}]}"""),
        ]);

        var models = await Gemini.Provider(handler).ListModelsAsync();

        Assert.Equal(["gemini-2.5-flash", "new-one", "new-embedding", "tunedModels/mine"], models.Select(m => m.Id));
        Assert.Equal(["?pageSize=1000", "?pageSize=1000&pageToken=a%2Fb"], handler.Sent.Select(s => s.Uri.Query));
        Assert.Equal((true, false, 10), (models[1].Supports(ModelCapabilities.Chat), models[1].Supports(ModelCapabilities.Embeddings), models[1].ContextWindow));
        Assert.Equal((true, false), (models[2].Supports(ModelCapabilities.Embeddings), models[2].Supports(ModelCapabilities.Chat)));
        Assert.NotNull(models[0].Prices);
    }

    [Fact]
    public async Task Vertex_lists_the_models_of_the_publisher()
    {
        var handler = new CannedHandler("""{"publisherModels":[{"name":"publishers/google/models/gemini-2.5-flash"}]}""");

        var models = await Gemini.Vertex(handler).ListModelsAsync();

        Assert.Equal("gemini-2.5-flash", Assert.Single(models).Id);
        Assert.Equal("https://aiplatform.googleapis.com/v1beta1/publishers/google/models?pageSize=300", handler.Single.Uri.AbsoluteUri);
    }

    [Fact]
    [Trait("Requirement", "S46")]
    public async Task The_key_travels_in_a_header_and_never_in_the_address()
    {
        var handler = new CannedHandler(Gemini.Answer(Gemini.Text("ok")));

        await Gemini.Provider(handler).CreateChatClient().GetResponseAsync("Hi");

        Assert.Equal(Gemini.Key, handler.Single.Header("x-goog-api-key"));
        Assert.Null(handler.Single.Header("Authorization"));
        Assert.Equal("https://generativelanguage.googleapis.com/v1beta/models/gemini-3-flash-preview:generateContent", handler.Single.Uri.AbsoluteUri);
    }

    [Fact]
    public async Task A_stream_asks_for_events()
    {
        var handler = new CannedHandler(Gemini.Events(Gemini.Chunk(Gemini.Text("ok"), "STOP")));

        await Gemini.Provider(handler).CreateChatClient().GetStreamingResponseAsync("Hi").ToListAsync();

        Assert.Equal(("/v1beta/models/gemini-3-flash-preview:streamGenerateContent", "?alt=sse"), (handler.Single.Uri.AbsolutePath, handler.Single.Uri.Query));
    }

    [Theory]
    [InlineData("global", "gemini-3-flash-preview", "https://aiplatform.googleapis.com/v1/projects/my-project/locations/global/publishers/google/models/gemini-3-flash-preview:generateContent")]
    [InlineData("europe-west4", "gemini-2.5-pro", "https://europe-west4-aiplatform.googleapis.com/v1/projects/my-project/locations/europe-west4/publishers/google/models/gemini-2.5-pro:generateContent")]
    [InlineData("eu", "publishers/google/models/x", "https://aiplatform.eu.rep.googleapis.com/v1/projects/my-project/locations/eu/publishers/google/models/x:generateContent")]
    [InlineData("us-central1", "endpoints/123", "https://us-central1-aiplatform.googleapis.com/v1/projects/my-project/locations/us-central1/endpoints/123:generateContent")]
    [InlineData("us-central1", "projects/p/locations/l/endpoints/1", "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/endpoints/1:generateContent")]
    public async Task Vertex_is_addressed_by_project_and_location(string location, string model, string address)
    {
        var handler = new CannedHandler(Gemini.Answer(Gemini.Text("ok")));

        await Gemini.Vertex(handler, o => o.Location = location).CreateChatClient(model).GetResponseAsync("Hi");

        Assert.Equal(address, handler.Single.Uri.AbsoluteUri);
        Assert.Equal("Bearer ya29.token", handler.Single.Header("Authorization"));
    }

    [Fact]
    public async Task Vertex_asks_for_a_token_at_every_attempt()
    {
        var handler = new CannedHandler(Gemini.Answer(Gemini.Text("ok")));
        var tokens = 0;
        using var chat = Gemini.Vertex(handler, o =>
        {
            o.ApiKey = null;
            o.ApiKeyCallback = (_, _) => ValueTask.FromResult<string?>(string.Create(CultureInfo.InvariantCulture, $"token-{++tokens}"));
        }).CreateChatClient();

        await chat.GetResponseAsync("Hi");
        await chat.GetResponseAsync("Hi");

        Assert.Equal(["Bearer token-1", "Bearer token-2"], handler.Sent.Select(s => s.Header("Authorization")));
    }

    [Fact]
    public async Task Vertex_without_a_project_takes_the_key_of_express_mode()
    {
        var handler = new CannedHandler(Gemini.Answer(Gemini.Text("ok")));

        await Gemini.Vertex(handler, o => (o.Project, o.ApiKey) = (null, "express-key")).CreateChatClient().GetResponseAsync("Hi");

        Assert.Equal(("express-key", null), (handler.Single.Header("x-goog-api-key"), handler.Single.Header("Authorization")));
        Assert.Equal("https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-3-flash-preview:generateContent", handler.Single.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("evil.test/")]
    [InlineData("")]
    [InlineData("US-central1")]
    public void A_location_that_is_none_is_refused(string location)
    {
        var e = Assert.Throws<LlmProviderException>(() => Gemini.Vertex(configure: o => o.Location = location));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("LlmProviders:google-vertex:Location", e.Message, StringComparison.Ordinal);
    }

    private static string Vectors(int start, int count) =>
        $$"""{"embeddings":[{{string.Join(',', Enumerable.Range(start, count).Select(i => $$"""{"values":[{{i}},1]}"""))}}]}""";
}
