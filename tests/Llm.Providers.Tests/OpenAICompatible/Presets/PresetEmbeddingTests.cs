using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Presets;

public sealed class PresetEmbeddingTests
{
    [Theory]
    [InlineData("voyage", "output_dimension")]
    [InlineData("mistral", "output_dimension")]
    [InlineData("openrouter", "dimensions")]
    public async Task The_length_of_a_vector_has_the_name_the_vendor_knows(string id, string name)
    {
        var http = new CannedHandler("""{"data":[{"index":0,"embedding":[1,2]}]}""");

        await GenerateAsync(PresetCalls.ById(id), http, ["a"], new() { Dimensions = 2 });

        Assert.Equal(2, JsonElement.Parse(http.Single.Body).GetProperty(name).GetInt32());
    }

    [Theory]
    [InlineData("together")]
    [InlineData("sambanova")]
    [InlineData("llamacpp")]
    public async Task A_length_that_cannot_be_chosen_is_refused_before_sending(string id)
    {
        var http = new CannedHandler("""{"data":[{"index":0,"embedding":[1,2]}]}""");

        var failure = await Fake.FailureAsync(() => GenerateAsync(PresetCalls.ById(id), http, ["a"], new() { Dimensions = 2 }));

        Assert.Equal(LlmErrorKind.UnsupportedOption, failure.Kind);
        Assert.Empty(http.Sent);
    }

    [Fact]
    public async Task Perplexity_vectors_are_signed_bytes()
    {
        // The head of a vector that was recorded, and the end of the range.
        var http = new CannedHandler("""{"data":[{"index":0,"embedding":"9sYAAzyAfw=="}],"usage":{"prompt_tokens":7,"total_tokens":7}}""");

        var vectors = await GenerateAsync(Perplexity.Preset, http, ["Ruby is a programmer's best friend"]);

        Assert.Equal([-10f, -58f, 0f, 3f, 60f, -128f, 127f], Assert.Single(vectors).Vector.ToArray());
        Assert.Equal("https://api.perplexity.ai/v1/embeddings", http.Single.Uri.ToString());
        Assert.Equal("""{"model":"pplx-embed-v1-0.6b","input":["Ruby is a programmer's best friend"]}""", http.Single.Text);
    }

    [Fact]
    public async Task Voyage_is_asked_for_base64_and_its_total_is_its_input()
    {
        var http = new CannedHandler("""{"object":"list","data":[{"object":"embedding","embedding":"AACAPwAAAMA=","index":0}],"model":"voyage-4","usage":{"total_tokens":5}}""");

        var vectors = await GenerateAsync(Voyage.Preset, http, ["a"]);

        Assert.Equal([1f, -2f], Assert.Single(vectors).Vector.ToArray());
        Assert.Equal(5, vectors.Usage!.InputTokenCount);
        Assert.Equal("""{"model":"voyage-4","input":["a"],"encoding_format":"base64"}""", http.Single.Text);
    }

    [Fact]
    [Trait("Case", "T30")]
    public async Task Alibaba_gets_ten_texts_at_a_time()
    {
        var ten = string.Join(',', Enumerable.Range(0, 10).Select(i => $$"""{"index":{{i}},"embedding":[{{i}}]}"""));
        var http = new CannedHandler(new CannedResponse($$"""{"data":[{{ten}}]}"""), new CannedResponse("""{"data":[{"index":0,"embedding":[10]}]}"""));

        var vectors = await GenerateAsync(Alibaba.Preset, http, [.. Enumerable.Range(0, 11).Select(i => $"{i}")]);

        Assert.Equal(Enumerable.Range(0, 11).Select(i => (float)i), vectors.Select(v => v.Vector.Span[0]));
        Assert.Equal(2, http.Sent.Count);
    }

    [Fact]
    public void Voyage_has_no_conversations()
    {
        var failure = Assert.Throws<LlmProviderException>(() => PresetCalls.Provider(Voyage.Preset).CreateChatClient("voyage-4"));

        Assert.Equal(LlmErrorKind.Configuration, failure.Kind);
        Assert.Contains("embeddings", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deepseek")]
    [InlineData("groq")]
    [InlineData("huggingface")]
    public void A_vendor_without_embeddings_says_so(string id)
    {
        var failure = Assert.Throws<LlmProviderException>(() => PresetCalls.Provider(PresetCalls.ById(id)).CreateEmbeddingGenerator("any"));

        Assert.Equal(LlmErrorKind.Configuration, failure.Kind);
    }

    [Fact]
    public async Task GitHub_lists_its_models_beside_its_endpoint()
    {
        var http = new CannedHandler("""[{"id":"openai/gpt-4.1","name":"OpenAI GPT-4.1"}]""");

        var models = await PresetCalls.Provider(GitHubModels.Preset, http).ListModelsAsync();

        Assert.Equal("https://models.github.ai/catalog/models", http.Single.Uri.ToString());
        Assert.Equal("openai/gpt-4.1", Assert.Single(models).Id);
    }

    private static async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(OpenAICompatiblePreset preset, HttpMessageHandler http, string[] texts, EmbeddingGenerationOptions? options = null)
    {
        var model = preset.Models.FirstOrDefault(m => m.IsDefault && m.Supports(ModelCapabilities.Embeddings) == true)?.Id ?? "some-model";
        using var generator = PresetCalls.Provider(preset, http).CreateEmbeddingGenerator(model);
        return await generator.GenerateAsync(texts, options);
    }
}
