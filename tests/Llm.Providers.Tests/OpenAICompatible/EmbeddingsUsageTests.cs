using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible;

public sealed class EmbeddingsUsageTests
{
    [Theory]
    [InlineData("""{"total_tokens":12}""", 12L, 12L)]
    [InlineData("""{"prompt_tokens":11,"total_tokens":12}""", 11L, 12L)]
    [InlineData("""{"prompt_tokens":11}""", 11L, null)]
    public async Task A_total_without_parts_is_all_input(string usage, long? input, long? total)
    {
        var http = new CannedHandler($$"""{"data":[{"index":0,"embedding":[1,2]}],"usage":{{usage}}}""");
        var generator = Acme.Provider(http).CreateEmbeddingGenerator("e");

        var vectors = await generator.GenerateAsync(["hi"]);

        Assert.Equal((input, total), (vectors.Usage?.InputTokenCount, vectors.Usage?.TotalTokenCount));
    }
}
