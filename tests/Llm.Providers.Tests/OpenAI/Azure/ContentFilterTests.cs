using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAI.Azure;

/// <summary>What Azure's content filter says can be read, wherever it says it.</summary>
public sealed class ContentFilterTests
{
    private const string Refused = """
        {"error":{"message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy.","type":null,"param":"prompt","code":"content_filter","status":400,
        "innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":false,"severity":"safe"},"jailbreak":{"filtered":false,"detected":false},"violence":{"filtered":true,"severity":"medium"}}}}}
        """;

    [Theory, InlineData(false), InlineData(true)]
    public async Task T38_a_refused_prompt_says_which_category_refused_it_and_is_not_tried_again(bool stream)
    {
        var http = new CannedHandler(new CannedResponse(400, Refused));
        using var chat = AzureResource.Provider(http, o => o.MaxRetries = 3).CreateChatClient("gpt-4o");

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => stream ? chat.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : chat.GetResponseAsync("Hi"));

        Assert.Equal((LlmErrorKind.ContentFiltered, false, 1, "content_filter", "prompt"), (e.Kind, e.IsTransient, e.Attempts, e.ErrorCode, e.Parameter));
        Assert.Equal([("hate", false, "safe", null), ("jailbreak", false, null, false), ("violence", true, "medium", null)], e.GetContentFilterResults().Select(r => (r.Category, r.Filtered, r.Severity, r.Detected)));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task T05_an_error_inside_a_success_is_the_same_error(bool stream)
    {
        var body = Refused.ReplaceLineEndings("");
        var http = new CannedHandler(stream ? $"data: {body}\n\n" : body);
        using var chat = AzureResource.Provider(http).CreateChatClient("gpt-4o");

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => stream ? chat.GetStreamingResponseAsync("Hi").ToChatResponseAsync() : chat.GetResponseAsync("Hi"));

        Assert.Equal(LlmErrorKind.ContentFiltered, e.Kind);
        Assert.Equal("violence", Assert.Single(e.GetContentFilterResults(), r => r.Filtered).Category);
    }

    [Fact]
    public void An_error_without_verdicts_has_none()
    {
        Assert.Empty(new LlmProviderException(LlmErrorKind.ContentFiltered, "x").GetContentFilterResults());
        Assert.Empty(new LlmProviderException(LlmErrorKind.ContentFiltered, "x") { ResponseBody = "<html>" }.GetContentFilterResults());
    }

    [Fact]
    public async Task T04_the_prelude_of_a_stream_is_a_property_and_not_an_answer()
    {
        var http = new CannedHandler(Stream(
            """{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"low"},"jailbreak":{"detected":true,"filtered":false}}}]}""",
            """{"choices":[{"content_filter_results":{},"delta":{"content":"","refusal":null,"role":"assistant"},"finish_reason":null,"index":0,"logprobs":null}],"created":1774962768,"id":"chatcmpl-1","model":"gpt-4.1-mini","object":"chat.completion.chunk"}""",
            """{"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop","index":0}],"created":1774962768,"id":"chatcmpl-1","model":"gpt-4.1-mini","object":"chat.completion.chunk"}"""));
        var updates = await AzureResource.Provider(http).CreateChatClient("gpt-4.1-mini").GetStreamingResponseAsync("Hi").ToListAsync();

        Assert.All(updates, u => Assert.Equal(("chatcmpl-1", "gpt-4.1-mini", DateTimeOffset.FromUnixTimeSeconds(1774962768)), (u.ResponseId, u.ModelId, u.CreatedAt)));
        Assert.Equal([("hate", "low", null), ("jailbreak", null, true)], updates.ToChatResponse().GetPromptFilterResults().Select(r => (r.Category, r.Severity, r.Detected)));
        Assert.Equal("Hi", updates.ToChatResponse().Text);
    }

    [Fact]
    public async Task The_gravest_verdict_of_a_stream_stays()
    {
        var http = new CannedHandler(Stream(Piece("One ", "safe", "safe"), Piece("two ", "medium", "safe"), Piece("three ", "safe", "low"), Piece("four", "safe", "safe", "stop")));

        var response = await AzureResource.Provider(http).CreateChatClient("gpt-4o").GetStreamingResponseAsync("Hi").ToChatResponseAsync();

        Assert.Equal("One two three four", response.Text);
        Assert.Equal([("hate", "medium"), ("violence", "low")], response.GetContentFilterResults().Select(r => (r.Category, r.Severity)));
    }

    [Fact]
    public async Task An_answer_that_was_withheld_says_so()
    {
        var http = new CannedHandler("""{"choices":[{"content_filter_results":{"hate":{"filtered":true,"severity":"high"}},"finish_reason":"content_filter","index":0,"logprobs":null}],"created":1714038380,"id":"c","model":"gpt-35-turbo","object":"chat.completion"}""");

        var response = await AzureResource.Provider(http).CreateChatClient("gpt-35-turbo").GetResponseAsync("Hi");

        Assert.Equal(ChatFinishReason.ContentFilter, response.FinishReason);
        Assert.Equal(("hate", true, "high"), response.GetContentFilterResults().Select(r => (r.Category, r.Filtered, r.Severity)).Single());
    }

    private static string Piece(string text, string hate, string violence, string finish = "") =>
        """{"choices":[{"content_filter_results":{"hate":{"filtered":false,"severity":"HATE"},"violence":{"filtered":false,"severity":"VIOLENCE"}},"delta":{"content":"TEXT"},"finish_reason":"FINISH","index":0}],"created":1,"id":"c","model":"m"}"""
            .Replace("HATE", hate, StringComparison.Ordinal).Replace("VIOLENCE", violence, StringComparison.Ordinal).Replace("TEXT", text, StringComparison.Ordinal).Replace("FINISH", finish, StringComparison.Ordinal);

    private static string Stream(params IEnumerable<string> chunks) => string.Concat(chunks.Append("[DONE]").Select(c => $"data: {c}\n\n"));
}
