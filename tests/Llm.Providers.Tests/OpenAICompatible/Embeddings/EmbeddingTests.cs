using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Embeddings;

[Trait("Requirement", "S24")]
public sealed class EmbeddingTests
{
    private static readonly float[] s_vector = [0.1f, -2.5e-3f, 3.4028235e38f, float.Epsilon, -0f];

    [Theory]
    [InlineData("[0.1, -2.5e-3,3.4028235E+38 ,\n1.4e-45,-0.0]", EmbeddingEncoding.Float)]
    [InlineData(null, EmbeddingEncoding.Float)]
    [InlineData(null, EmbeddingEncoding.Base64)]
    [InlineData("[0.1,-0.0025,340282350000000000000000000000000000000,1.4e-45,-0]", EmbeddingEncoding.Base64)]
    public async Task Vectors_are_read_as_numbers_and_as_base64_whatever_was_asked_for(string? numbers, EmbeddingEncoding encoding)
    {
        var json = numbers ?? $"\"{Convert.ToBase64String(MemoryMarshal.AsBytes<float>(s_vector))}\"";

        var result = await GenerateAsync(new CannedHandler(Body($$"""{"object":"embedding","index":0,"embedding":{{json}}}""")), new() { Encoding = encoding }, "a");

        Assert.Equal(s_vector.Select(BitConverter.SingleToInt32Bits), result[0].Vector.ToArray().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(("e-1", 3), (result[0].ModelId, result.Usage!.InputTokenCount));
    }

    [Fact]
    public async Task Base64_that_is_escaped_is_read()
    {
        var base64 = Convert.ToBase64String([0xFB, 0xEF, 0xBE, 0x3F, 0xFF, 0xFF, 0xFF, 0x3F]);
        Assert.Contains('+', base64);

        var plain = await GenerateAsync(new CannedHandler(Body($$"""{"index":0,"embedding":"{{base64}}"}""")), new() { Encoding = EmbeddingEncoding.Base64 }, "a");
        var escaped = await GenerateAsync(new CannedHandler(Body($$"""{"index":0,"embedding":"{{base64.Replace("+", "\\u002B", StringComparison.Ordinal).Replace("/", "\\/", StringComparison.Ordinal)}}"}""")), new() { Encoding = EmbeddingEncoding.Base64 }, "a");

        Assert.Equal(plain[0].Vector.ToArray(), escaped[0].Vector.ToArray());
    }

    [Fact]
    public async Task Small_numbers_in_base64_keep_their_values()
    {
        var result = await GenerateAsync(new CannedHandler(Body("""{"index":0,"embedding":"AX+A/w=="}""")), new() { Encoding = EmbeddingEncoding.Base64SignedBytes }, "a");

        Assert.Equal([1f, 127f, -128f, -1f], result[0].Vector.ToArray());
    }

    [Fact]
    public async Task Vectors_are_put_in_the_order_of_the_texts()
    {
        var body = Body("""{"index":2,"embedding":[3]},{"embedding":[1],"index":0},{"index":1,"embedding":[2]}""");

        Assert.Equal([1f, 2f, 3f], (await GenerateAsync(new CannedHandler(body), null, "a", "b", "c")).Select(e => e.Vector.Span[0]));
    }

    [Fact]
    public async Task Vectors_without_an_index_are_in_order() =>
        Assert.Equal([1f, 2f], (await GenerateAsync(new CannedHandler(Body("""{"embedding":[1]},{"embedding":[2]}""")), null, "a", "b")).Select(e => e.Vector.Span[0]));

    [Theory]
    [InlineData("""{"index":0,"embedding":[1]}""", "There is no vector for text 1 of 2.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":0,"embedding":[2]}""", "There is no vector for text 1 of 2.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":1,"embedding":[]}""", "There is no vector for text 1 of 2.")]
    [InlineData("""{"index":0,"embedding":[1]},{"index":1,"embedding":[1]},{"index":2,"embedding":[1]}""", "There is a vector for text 2, but only 2 texts were sent.")]
    [InlineData("""{"index":-1,"embedding":[1]}""", "There is a vector for text -1")]
    [InlineData("""{"index":0,"embedding":[1,]}""", "A number was expected")]
    [InlineData("""{"index":0,"embedding":[1 2]}""", "A comma was expected")]
    [InlineData("""{"index":0,"embedding":[null]}""", "A number was expected")]
    [InlineData("""{"index":0,"embedding":[1.]}""", "")]
    [InlineData("""{"index":0,"embedding":[01]}""", "")]
    [InlineData("""{"index":0,"embedding":"AAAA"}""", "is not made of 32-bit numbers")]
    [InlineData("""{"index":0,"embedding":"?"}""", "not valid base64")]
    [InlineData("""{"index":0,"embedding":{}}""", "neither an array nor base64")]
    public async Task A_vector_that_is_missing_or_broken_is_an_error(string data, string message)
    {
        var e = await Fake.FailureAsync(() => GenerateAsync(new CannedHandler(Body(data)), null, "a", "b"));

        Assert.Equal((LlmErrorKind.MalformedResponse, "acme", "e-1"), (e.Kind, e.ProviderId, e.ModelId));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_a_body_of_success_is_told()
    {
        var e = await Fake.FailureAsync(() => GenerateAsync(new CannedHandler("""{"error":{"message":"No credit left","code":"insufficient_quota"}}"""), null, "a"));

        Assert.Contains("No credit left", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_names_model_texts_and_encoding()
    {
        var http = new CannedHandler(Body("""{"index":0,"embedding":[1]},{"index":1,"embedding":[2]}"""));

        await Generator(http, new() { Encoding = EmbeddingEncoding.Base64 }).GenerateAsync(["a", "ä \"b\""], new() { Dimensions = 1, AdditionalProperties = new() { ["input_type"] = "query", ["llm.note"] = 1 } });

        Assert.EndsWith("/v1/embeddings", http.Single.Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("""{"model":"e-1","input":["a","ä \"b\""],"encoding_format":"base64","dimensions":1,"input_type":"query"}""", http.Single.Text);
    }

    [Fact]
    public async Task A_length_that_cannot_be_chosen_is_refused_before_sending()
    {
        var http = new CannedHandler("{}");

        var e = await Fake.FailureAsync(() => Generator(http, new() { DimensionsField = null }).GenerateAsync(["a"], new() { Dimensions = 256 }));

        Assert.Equal((LlmErrorKind.UnsupportedOption, 0), (e.Kind, http.Sent.Count));
    }

    [Theory]
    [InlineData(3, int.MaxValue, "abc|def|g")]
    [InlineData(2048, 4, "abcd|efg")]
    [InlineData(2, 3, "ab|cd|ef|g")]
    [InlineData(1, 1, "a|b|c|d|e|f|g")]
    [InlineData(7, 7, "abcdefg")]
    public async Task T30_texts_are_split_to_the_limits_of_the_vendor_and_come_back_in_order(int maxInputs, int maxCharacters, string expected)
    {
        var http = new EchoHandler();

        var result = await GenerateAsync(http, new() { MaxInputs = maxInputs, MaxCharacters = maxCharacters }, "a", "b", "c", "d", "e", "f", "g");

        Assert.Equal(expected, string.Join('|', http.Sent));
        Assert.Equal("abcdefg", string.Concat(result.Select(e => (char)e.Vector.Span[0])));
        Assert.Equal((7, 7), (result.Usage!.InputTokenCount, result.Usage.TotalTokenCount));
    }

    [Fact]
    public async Task T30_a_text_longer_than_the_limit_goes_by_itself()
    {
        var http = new EchoHandler();

        await GenerateAsync(http, new() { MaxCharacters = 3 }, "a", "bcdef", "g");

        Assert.Equal(["a", "bcdef", "g"], http.Sent);
    }

    [Fact]
    public async Task T30_a_part_that_fails_names_its_range()
    {
        var http = new CannedHandler(new CannedResponse(Body("""{"index":0,"embedding":[1]},{"index":1,"embedding":[2]}""")), new CannedResponse(400, """{"error":{"message":"too long","code":"context_length_exceeded"}}"""));

        var e = await Fake.FailureAsync(() => GenerateAsync(http, new() { MaxInputs = 2 }, "a", "b", "c", "d", "e"));

        Assert.Equal(LlmErrorKind.ContextLengthExceeded, e.Kind);
        Assert.StartsWith("Texts 2 to 3 of 5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_texts_are_no_request()
    {
        var http = new CannedHandler("{}");

        Assert.Empty(await GenerateAsync(http, null));
        Assert.Empty(http.Sent);
    }

    private static IEmbeddingGenerator<string, Embedding<float>> Generator(HttpMessageHandler http, EmbeddingsDialect? dialect) =>
        Compatible.Provider(http, embeddings: dialect ?? new()).CreateEmbeddingGenerator("e-1");

    private static Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(HttpMessageHandler http, EmbeddingsDialect? dialect, params string[] texts) => Generator(http, dialect).GenerateAsync(texts);

    private static string Body(string data) => $$$"""{"object":"list","data":[{{{data}}}],"model":"e-1","usage":{"prompt_tokens":3,"total_tokens":3}}""";

    /// <summary>Answers each text with the number of its first letter, last text first.</summary>
    private sealed class EchoHandler : HttpMessageHandler
    {
        public List<string> Sent { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var texts = JsonElement.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken)).GetProperty("input").EnumerateArray().Select(t => t.GetString()!).ToList();
            Sent.Add(string.Concat(texts));
            var data = texts.Select((t, i) => string.Create(CultureInfo.InvariantCulture, $$"""{"index":{{i}},"embedding":[{{(int)t[0]}}]}""")).Reverse();
            return new() { Content = new StringContent(string.Create(CultureInfo.InvariantCulture, $$$"""{"data":[{{{string.Join(',', data)}}}],"usage":{"prompt_tokens":{{{texts.Count}}},"total_tokens":{{{texts.Count}}}}}""")) };
        }
    }
}
