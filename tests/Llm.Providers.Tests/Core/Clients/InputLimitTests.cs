using Llm.Providers.Tests.Support;
using NSubstitute;

namespace Llm.Providers.Tests.Core.Clients;

/// <summary>Input that is longer than the settings allow.</summary>
public sealed class InputLimitTests : IDisposable
{
    private readonly CannedHandler _handler = new("{\"text\":\"ok\",\"finish\":\"stop\"}");

    [Fact]
    [Trait("Requirement", "S51")]
    public async Task S51_the_characters_of_all_messages_and_instructions_count_together()
    {
        ChatMessage[] messages = [new(ChatRole.System, "1234"), new(ChatRole.User, "5678"), new(ChatRole.Assistant, "9"), new(ChatRole.User, "0")];

        await Client(10).GetResponseAsync(messages);
        var e = await Fake.FailureAsync(() => Client(10).GetResponseAsync(messages, new() { Instructions = "x" }));

        Assert.Single(_handler.Sent);
        Assert.Equal((LlmErrorKind.InvalidRequest, "fake", "large", 0), (e.Kind, e.ProviderId, e.ModelId, e.Attempts));
        Assert.Contains("11 characters; LlmProviders:fake:MaxInputCharacters allows 10.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S51")]
    public async Task S51_a_stream_is_refused_like_a_whole_answer()
    {
        var (updates, failure) = await Fake.ReadAsync(Client(1));

        Assert.Empty(updates);
        Assert.Equal(LlmErrorKind.InvalidRequest, Assert.IsType<LlmProviderException>(failure).Kind);
        Assert.Empty(_handler.Sent);
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [Trait("Requirement", "S51")]
    public void S51_what_tools_were_asked_and_gave_back_counts(int most)
    {
        ChatMessage[] messages =
        [
            new(ChatRole.User, [new DataContent(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 }, "image/png")]), // no characters
            new(ChatRole.Assistant, [new FunctionCallContent("c", "f", new Dictionary<string, object?>())]), // {}
            new(ChatRole.Tool, [new FunctionResultContent("c", new Dictionary<string, object?> { ["a"] = 1 }.Count), new FunctionResultContent("d", "12345")]), // 1 and 12345
        ];

        Assert.Equal(most >= 8, InputText.Count(messages, null) <= most);
    }

    [Fact]
    [Trait("Requirement", "S51")]
    public async Task S51_the_characters_of_a_text_file_count()
    {
        ChatMessage[] messages = [new(ChatRole.User, [new TextContent("12345"), new DataContent("1234é"u8.ToArray(), "text/csv")])];

        await Client(10).GetResponseAsync(messages);
        var e = await Fake.FailureAsync(() => Client(9).GetResponseAsync(messages));

        Assert.Contains("10 characters; LlmProviders:fake:MaxInputCharacters allows 9.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S51")]
    public void S51_a_limit_below_one_is_a_fault_of_the_settings()
    {
        var e = Assert.Throws<LlmProviderException>(() => Fake.Provider(_handler, configure: o => o.MaxInputCharacters = 0));

        Assert.Contains("LlmProviders:fake:MaxInputCharacters is 0; it must be at least 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S51")]
    public async Task S51_the_tokens_of_messages_instructions_and_tools_count_together()
    {
        var tool = AIFunctionFactory.Create((string city) => city, "weather", "Tells the weather of a city.");
        var client = Fake.Client(_handler, configure: o => o.MaxInputTokens = 60);

        await client.GetResponseAsync(new string('a', 4) + new string('b', 4), new() { Instructions = "Be brief." });
        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi", new() { Instructions = "Be brief.", Tools = [tool, tool] }));

        Assert.Single(_handler.Sent);
        Assert.Equal((LlmErrorKind.InvalidRequest, 0), (e.Kind, e.Attempts));
        Assert.Matches("have about [0-9]+ tokens; LlmProviders:fake:MaxInputTokens allows 60\\. Shorten", e.Message);
    }

    [Theory]
    [InlineData("tttttttttt", 40, true)] // ten tokens in all by its own count, where a quick measure has more
    [InlineData("tttttttttt", 7, false)]
    [Trait("Requirement", "S51")]
    public async Task S51_the_tokenizer_of_the_application_counts(string text, int most, bool passes)
    {
        var counter = Substitute.For<ITokenCounter>();
        counter.CountTokens(Arg.Any<ModelItem>(), text + text + text + text).Returns(1);
        var services = new ProviderServices(new HttpClient(_handler)) { TokenCounter = counter };
        var client = new FakeProvider(Fake.Options(o => o.MaxInputTokens = most), services).CreateChatClient();

        var failure = await Record.ExceptionAsync(() => client.GetResponseAsync(text + text + text + text));

        Assert.Equal(passes, failure is null);
        counter.Received(1).CountTokens(Arg.Any<ModelItem>(), text + text + text + text);
    }

    public void Dispose() => _handler.Dispose();

    private IChatClient Client(int most) => Fake.Client(_handler, configure: o => o.MaxInputCharacters = most);
}
