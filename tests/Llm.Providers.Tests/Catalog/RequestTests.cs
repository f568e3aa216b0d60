using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Google;
using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Catalog;

/// <summary>What the rows of the catalogs make of a request. No list of names in code decides it: a new row does.</summary>
public sealed class RequestTests
{
    private static readonly ChatMessage[] s_hi = [new(ChatRole.User, "hi")];

    public static TheoryData<string> OpenAIChat => [.. Conversations("openai").Where(m => m.Protocol != "completions").Select(m => m.Id)];

    public static TheoryData<string> Claude => [.. Conversations("anthropic").Select(m => m.Id)];

    [Theory]
    [MemberData(nameof(OpenAIChat))]
    [Trait("Requirement", "B14")]
    public void B14_a_temperature_is_sent_to_the_models_that_take_one_and_the_limit_under_the_name_all_of_them_know(string id)
    {
        var model = Catalogs.Model("openai", id);
        var provider = new OpenAIProvider(new() { ApiKey = "k", Wire = OpenAIWire.ChatCompletions });

        var body = provider.PreviewRequest(s_hi, new() { ModelId = id, Temperature = 0.5f, MaxOutputTokens = 50 }).Body!;

        Assert.Equal((model.RejectedParameters & ModelParameters.Temperature) == 0, body.Contains("\"temperature\":0.5", StringComparison.Ordinal));
        Assert.Contains("\"max_completion_tokens\":50", body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Claude))]
    [Trait("Requirement", "B15")]
    public void B15_without_a_limit_a_model_may_write_as_much_as_it_can(string id)
    {
        var model = Catalogs.Model("anthropic", id);
        var provider = new AnthropicProvider(new() { ApiKey = "k" });

        var body = provider.PreviewRequest(s_hi, new() { ModelId = id }).Body!;

        Assert.Equal(model.MaxOutputTokens.ToString(), Compatible.Member("max_tokens", body));
    }

    [Fact]
    [Trait("Requirement", "S16")]
    public async Task S16_an_image_for_a_model_that_sees_none_is_refused_before_anything_is_sent()
    {
        var handler = new CannedHandler("{}");
        var provider = new OpenAICompatibleProvider(PresetOf("deepseek"), new() { ApiKey = "k" }, new(new HttpClient(handler)));

        var failure = await Fake.FailureAsync(() => provider.CreateChatClient("deepseek-chat").GetResponseAsync(new ChatMessage(ChatRole.User, [new DataContent(ContentTests.Png, "image/png")])));

        Assert.Equal(LlmErrorKind.UnsupportedContent, failure.Kind);
        Assert.Contains("deepseek-chat", failure.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Sent);
    }

    [Theory]
    [InlineData("gemini-embedding-001", 3, "predict")]
    [InlineData("text-embedding-005", 1, "predict")]
    [InlineData("gemini-embedding-2", 3, "embedContent")]
    [Trait("Requirement", "S24")]
    public async Task S24_a_request_for_vectors_holds_as_many_texts_as_the_row_of_the_model_says(string model, int requests, string method)
    {
        var handler = new CannedHandler([.. Enumerable.Range(0, requests).Select(_ => new CannedResponse(Vectors(method, 3 / requests)))]);
        using var generator = Gemini.Vertex(handler).CreateEmbeddingGenerator(model);

        var vectors = await generator.GenerateAsync(["a", "b", "c"]);

        Assert.Equal(3, vectors.Count);
        Assert.Equal(requests, handler.Sent.Count);
        Assert.All(handler.Sent, r => Assert.EndsWith($"{model}:{method}", r.Uri.AbsolutePath, StringComparison.Ordinal));
    }

    private static string Vectors(string method, int count) => method == "predict"
        ? $$"""{"predictions":[{{string.Join(',', Enumerable.Repeat("""{"embeddings":{"values":[7],"statistics":{"token_count":3}}}""", count))}}]}"""
        : """{"embedding":{"values":[7]}}""";

    private static OpenAICompatiblePreset PresetOf(string id) => OpenAICompatiblePresets.All.Single(p => p.Id == id);

    private static IEnumerable<ModelItem> Conversations(string provider) => Catalogs.Of(provider).Where(m => m.Supports(ModelCapabilities.Chat) == true);
}
