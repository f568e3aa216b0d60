using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class EmbeddingTests
{
    private const string Two = """{"model":"nomic-embed-text","embeddings":[[0.1,-2.5e-3],[1,2]],"total_duration":5,"prompt_eval_count":6}""";

    [Fact]
    [Trait("Requirement", "S24")]
    public async Task Texts_go_in_one_request_and_vectors_keep_their_order()
    {
        var http = new CannedHandler(Two);
        using var generator = Served.Provider(http).CreateEmbeddingGenerator("nomic-embed-text");

        var vectors = await generator.GenerateAsync(["one", "two"]);

        Assert.Equal("""{"model":"nomic-embed-text","input":["one","two"]}""", http.Single.Text);
        Assert.Equal("http://localhost:11434/api/embed", http.Single.Uri.AbsoluteUri);
        Assert.Equal([0.1f, -0.0025f], vectors[0].Vector.ToArray());
        Assert.Equal([1f, 2f], vectors[1].Vector.ToArray());
        Assert.Equal((6, "nomic-embed-text"), (vectors.Usage!.InputTokenCount, vectors[0].ModelId));
    }

    [Fact]
    [Trait("Case", "T30")]
    public async Task T30_options_have_their_places()
    {
        var http = new CannedHandler("""{"embeddings":[[1]]}""");
        using var generator = Served.Provider(http, o => (o.ContextLength, o.KeepAlive, o.TruncateInput) = (8192, TimeSpan.Zero, false)).CreateEmbeddingGenerator("e");

        await generator.GenerateAsync(["one"], new() { Dimensions = 256, AdditionalProperties = new() { ["num_gpu"] = 0, ["llm.mine"] = 1 } });

        Assert.Equal("""{"model":"e","input":["one"],"dimensions":256,"truncate":false,"keep_alive":0,"options":{"num_ctx":8192,"num_gpu":0}}""", http.Single.Text);
    }

    [Fact]
    public async Task The_older_answer_with_one_vector_is_read()
    {
        using var generator = Served.Provider(new CannedHandler("""{"embedding":[0.5,0.25]}""")).CreateEmbeddingGenerator("e");

        var vectors = await generator.GenerateAsync(["one"]);

        Assert.Equal([0.5f, 0.25f], vectors[0].Vector.ToArray());
        Assert.Null(vectors.Usage);
    }

    [Theory]
    [InlineData("""{"embeddings":[[1]]}""")]
    [InlineData("""{"embeddings":[[1],[2],[3]]}""")]
    [InlineData("""{"embeddings":[[1],["x"]]}""")]
    [InlineData("""{"embeddings":{}}""")]
    [InlineData("""{"embeddings":[[1],[]]}""")]
    [InlineData("""{"embedding":[1]}""")]
    [InlineData("""{"error":"no"}""")]
    public async Task An_answer_with_another_number_of_vectors_is_malformed(string body)
    {
        using var generator = Served.Provider(new CannedHandler(body)).CreateEmbeddingGenerator("e");

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => generator.GenerateAsync(["one", "two"]));

        Assert.Equal(LlmErrorKind.MalformedResponse, e.Kind);
    }

    [Fact]
    public async Task A_vector_longer_than_expected_is_whole()
    {
        var body = JsonElement.Parse($$"""{"embeddings":[[{{string.Join(',', Enumerable.Range(0, 3000))}}]]}""");
        using var generator = Served.Provider(new CannedHandler(body.GetRawText())).CreateEmbeddingGenerator("e");

        Assert.Equal(Enumerable.Range(0, 3000).Select(i => (float)i), (await generator.GenerateAsync(["one"]))[0].Vector.ToArray());
    }
}
