using System.Text;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;

namespace Llm.Providers.Tests.OpenAICompatible;

public sealed class EmbeddingsParserTests
{
    [Fact]
    public void Members_behind_an_array_of_numbers_are_read()
    {
        var (vectors, reply) = Parse("""{"data":[{"embedding" : [1,2.5] ,"index":1,"object":"embedding"},{"index":0,"embedding":[]},{"embedding":[3],"index":2}],"model":"m","usage":{"prompt_tokens":5}}""", 3);

        Assert.Equal([[], [1, 2.5f], [3]], vectors);
        Assert.Equal("m", reply.ModelId);
        Assert.Equal(5, reply.Usage!.InputTokenCount);
    }

    [Theory]
    [InlineData("AACAPwAAAEA=", new[] { 1f, 2f })]
    [InlineData("AACAPwAAAEAAAEBA", new[] { 1f, 2f, 3f })]
    [InlineData("AACAPw==", new[] { 1f })]
    [InlineData("//9/fw==", new[] { float.MaxValue })]
    [InlineData("\\/\\/9\\/fw==", new[] { float.MaxValue })]
    public void Base64_is_read_with_any_padding_and_with_escaped_slashes(string base64, float[] expected)
    {
        var (vectors, _) = Parse($$"""{"data":[{"index":0,"embedding":"{{base64}}"}]}""", 1);

        Assert.Equal(expected, vectors[0]);
    }

    [Theory]
    [InlineData("\"AACAP\"")]
    [InlineData("\"AACA\"")]
    [InlineData("\"AACAPw=A\"")]
    [InlineData("\"A=CAPw==\"")]
    [InlineData("{}")]
    [InlineData("[1,2")]
    [InlineData("[1]]")]
    public void What_is_no_vector_is_refused(string vector)
    {
        Assert.ThrowsAny<JsonException>(() => Parse($$"""{"data":[{"index":0,"embedding":{{vector}}}]}""", 1));
    }

    private static (float[][] Vectors, EmbeddingReply Reply) Parse(string json, int texts)
    {
        var vectors = new ReadOnlyMemory<float>[texts];
        var call = new EmbeddingCall(new ModelItem { Id = "m", ProviderId = "p" }, new string[texts], new());
        var reply = new EmbeddingsProtocol(new()).Parse(Encoding.UTF8.GetBytes(json), call, vectors);
        return ([.. vectors.Select(v => v.ToArray())], reply);
    }
}
