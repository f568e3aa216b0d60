using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Answers;

[Trait("Requirement", "S29")]
public sealed class CompletionsTests
{
    private const string Whole = """{"id":"cmpl-1","object":"text_completion","created":1700000000,"model":"old-1","choices":[{"text":" there","index":0,"logprobs":null,"finish_reason":"length"}],"usage":{"prompt_tokens":2,"completion_tokens":1,"total_tokens":3}}""";

    private static readonly ModelItem s_model = new() { Id = "old-1", ProviderId = "acme", Protocol = "completions" };

    private static readonly string s_stream = Compatible.Events(
        """{"id":"cmpl-1","object":"text_completion","created":1700000000,"model":"old-1","choices":[{"text":" th","index":0,"logprobs":null,"finish_reason":null}]}""",
        """{"id":"cmpl-1","object":"text_completion","created":1700000000,"model":"old-1","choices":[{"text":"ere","index":0,"logprobs":null,"finish_reason":null}]}""",
        """{"id":"cmpl-1","object":"text_completion","created":1700000000,"model":"old-1","choices":[{"text":"","index":0,"logprobs":null,"finish_reason":"length"}]}""",
        """{"id":"cmpl-1","object":"text_completion","created":1700000000,"model":"old-1","choices":[],"usage":{"prompt_tokens":2,"completion_tokens":1,"total_tokens":3}}""",
        "[DONE]");

    [Fact]
    public async Task A_text_is_continued_streamed_or_not()
    {
        var whole = await Compatible.AnswerAsync(Whole, model: "old-1", models: s_model);
        var streamed = await Compatible.StreamAsync(s_stream, model: "old-1", models: s_model);

        Assert.Equal((" there", ChatFinishReason.Length, 3), (whole.Text, whole.FinishReason, whole.Usage!.TotalTokenCount));
        Assert.Equal(Facts.Of(whole), Facts.Of(streamed));
    }

    [Fact]
    public async Task The_conversation_becomes_one_prompt()
    {
        var http = new CannedHandler(Whole);

        var response = await Compatible.Client(http, model: "old-1", models: s_model).GetResponseAsync(
            [new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hello")],
            new() { MaxOutputTokens = 5, Temperature = 0, StopSequences = ["\n"], Instructions = "Continue.", Tools = [new HostedWebSearchTool()], ResponseFormat = ChatResponseFormat.Json, AdditionalProperties = new() { ["suffix"] = "!" } });

        Assert.EndsWith("/v1/completions", http.Single.Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("""{"prompt":"Continue.\n\nBe brief.\n\nHello","model":"old-1","max_tokens":5,"temperature":0,"stop":["\n"],"suffix":"!"}""", http.Single.Text);
        Assert.Equal(2, response.GetWarnings().Count);
    }

    [Fact]
    public async Task Anything_but_text_is_refused_by_name()
    {
        var e = await Fake.FailureAsync(() => Compatible.Client(new CannedHandler(Whole), model: "old-1", models: s_model)
            .GetResponseAsync([new ChatMessage(ChatRole.User, [new UriContent("https://example.test/a.png", "image/png")])]));

        Assert.Equal(LlmErrorKind.UnsupportedContent, e.Kind);
        Assert.Contains("image/png", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T06_a_continuation_that_breaks_off_is_interrupted()
    {
        var (updates, failure) = await Compatible.ReadAsync(s_stream[..(s_stream.IndexOf("ere", StringComparison.Ordinal) - 20)], model: "old-1", models: s_model);

        Assert.Equal((LlmErrorKind.StreamInterrupted, " th"), (Assert.IsType<LlmProviderException>(failure).Kind, string.Concat(updates.Select(u => u.Text))));
    }
}
