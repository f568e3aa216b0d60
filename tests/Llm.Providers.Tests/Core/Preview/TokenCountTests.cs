using System.Text.Json;
using Llm.Providers.Anthropic;
using Llm.Providers.Tests.Core.Models;
using Llm.Providers.Tests.Support;
using Llm.Providers.Tokenizers;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.Preview;

/// <summary>Tokens, counted by the vendor or on this machine.</summary>
public sealed class TokenCountTests
{
    private const string English = "The quick brown fox jumps over the lazy dog, and then it goes home to sleep until the next morning.";

    [Fact]
    public async Task The_vendor_counts_where_it_can()
    {
        var handler = new CannedHandler("{\"input_tokens\":42}");
        var provider = new AnthropicProvider(new() { ApiKey = "k" }, new(new HttpClient(handler)));

        var count = await provider.CountTokensAsync([new(ChatRole.User, "hi")]);

        Assert.Equal(new TokenCount(42, IsEstimate: false), count);
        Assert.Equal(("42 tokens", 42L), (count.ToString(), count));
    }

    [Fact]
    public async Task Where_it_cannot_this_machine_estimates_and_says_so()
    {
        var handler = new CannedHandler("{}");

        var count = await Known.Provider(handler, [Known.Item("m")]).CountTokensAsync([new(ChatRole.User, English)], new() { ModelId = "m" });

        Assert.True(count.IsEstimate);
        Assert.InRange(count.Count, 20, 35); // o200k_base has 22 for the text
        Assert.StartsWith("about ", count.ToString(), StringComparison.Ordinal);
        Assert.Empty(handler.Sent);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("abcd", 1)]
    [InlineData("abcdefgh", 2)]
    [InlineData("你好世界", 4)]
    [InlineData("안녕하세요", 5)]
    [InlineData("こんにちは", 5)]
    [InlineData("Привет мир", 5)]
    [InlineData("--------------------------------", 3)]
    [InlineData("😀", 2)]
    public void A_rule_of_thumb_minds_the_alphabet(string text, long tokens) => Assert.Equal(tokens, RoughTokens.Count(text));

    [Fact]
    public async Task A_tokenizer_counts_when_it_was_added()
    {
        var services = new ServiceCollection();
        services.AddLlmProviders().Add<FakeOptions>(FakeProvider.Description, (o, s) => new FakeProvider(o, s)).AddTokenizers();
        var provider = services.BuildServiceProvider().GetRequiredService<ILlmProviderRegistry>().GetProvider("fake");

        var count = await provider.CountTokensAsync([new(ChatRole.User, "hello world")]);

        Assert.Equal(new TokenCount(2 + 4 + 3, IsEstimate: true), count);
    }

    [Theory]
    [InlineData("gpt-4o", "안녕하세요", 2)]
    [InlineData("gpt-4", "안녕하세요", 5)]
    [InlineData("openai/gpt-3.5-turbo", "안녕하세요", 5)]
    [InlineData("claude-sonnet-4-5", "hello world", 2)]
    public void Each_model_is_counted_with_its_encoding(string id, string text, int tokens) =>
        Assert.Equal(tokens, new TiktokenCounter().CountTokens(new() { Id = id, ProviderId = "any" }, text));

    [Fact]
    public void Tools_instructions_schemas_calls_and_results_count()
    {
        var schema = JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"}}}""");
        ChatMessage[] messages =
        [
            new(ChatRole.User, "hi"), new(ChatRole.Assistant, [new FunctionCallContent("c", "weather", new Dictionary<string, object?> { ["city"] = "Oslo" })]),
            new(ChatRole.Tool, [new FunctionResultContent("c", new string('a', 4) + "bcde")]),
        ];
        long Of(ChatOptions options) => TokenEstimate.Of(messages, options, TokenMeter.Rough).Text;

        var bare = Of(new());

        Assert.InRange(bare, 35, 60);
        Assert.True(Of(new() { Instructions = "Be brief." }) > bare);
        Assert.True(Of(new() { Tools = [AIFunctionFactory.CreateDeclaration("weather", "Tells the weather.", schema)] }) > bare + 20);
        Assert.True(Of(new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema) }) > bare + 10);
    }

    [Theory]
    [InlineData(1024, 1024, 765)]
    [InlineData(2048, 4096, 1105)]
    [InlineData(100, 100, 255)]
    public void An_image_takes_tokens_by_its_size(int width, int height, int tokens)
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, (byte)(width >> 8), (byte)width, 0, 0, (byte)(height >> 8), (byte)height];
        byte[] gif = [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'9', (byte)'a', (byte)width, (byte)(width >> 8), (byte)height, (byte)(height >> 8)];
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 17, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3];

        Assert.Equal([tokens, tokens, tokens], new[] { png, gif, jpeg }.Select(i => ImageTokens.Count(i)));
    }

    [Fact]
    public void An_image_that_cannot_be_measured_counts_as_a_usual_one()
    {
        Assert.Equal(765, ImageTokens.Count([0xFF, 0xD8, 0xFF]));
        Assert.Equal(765, TokenEstimate.Of([new(ChatRole.User, [new UriContent("https://x.test/a.png", "image/png")])], new(), TokenMeter.Rough).Images);
        Assert.True(TokenEstimate.Of([new(ChatRole.User, [new DataContent(new byte[40_000], "application/pdf")])], new(), TokenMeter.Rough).Other > 1400);
    }
}
