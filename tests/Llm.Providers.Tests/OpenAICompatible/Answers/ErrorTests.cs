using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible.Answers;

public sealed class ErrorTests
{
    public static TheoryData<string, LlmErrorKind, string?> Errors => new()
    {
        { """data: {"error":{"message":"Slow down","type":"rate_limit_error","code":"rate_limit_exceeded"}}""", LlmErrorKind.RateLimited, "rate_limit_exceeded" },
        { """data: {"choices":[],"error":{"code":502,"message":"Worker local total request limit reached (33/32)"}}""", LlmErrorKind.Unavailable, "502" },
        { """data: {"id":"c1","error":{"code":429,"message":"Rate limited"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}""", LlmErrorKind.RateLimited, "429" },
        { """data: {"id":"c1","choices":[{"index":0,"delta":{"content":""},"finish_reason":"error","error":{"code":503,"message":"Overloaded"}}]}""", LlmErrorKind.Unavailable, "503" },
        { "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}", LlmErrorKind.Unavailable, null },
        { "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\",\"message\":\"No credit\"}}", LlmErrorKind.QuotaExceeded, "insufficient_quota" },
        { """data: {"object":"error","message":"Internal error","type":"InternalServerError","param":null,"code":500}""", LlmErrorKind.Unavailable, "500" },
        { """data: {"message":"Too many requests","code":429}""", LlmErrorKind.RateLimited, "429" },
        { """data: {"error":"model runner has unexpectedly stopped"}""", LlmErrorKind.Unavailable, null },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    [Trait("Requirement", "B21")]
    public async Task T05_an_error_instead_of_content_is_an_error(string frame, LlmErrorKind kind, string? code)
    {
        var (updates, failure) = await Compatible.ReadAsync(frame + "\n\n");

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((kind, code, "acme", null), (e.Kind, e.ErrorCode, e.ProviderId, e.PartialText));
        Assert.Empty(updates);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    [Trait("Requirement", "B21")]
    public async Task T05_an_error_after_content_keeps_the_content(string frame, LlmErrorKind kind, string? code)
    {
        var body = Compatible.Events(Compatible.Chunk("""{"role":"assistant","content":"Hel"}"""), Compatible.Chunk(Compatible.Text("lo"))) + frame + "\n\ndata: [DONE]\n\n";

        var (updates, failure) = await Compatible.ReadAsync(body);

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((kind, code, "Hello", 1), (e.Kind, e.ErrorCode, e.PartialText, e.Attempts));
        Assert.Equal("Hello", string.Concat(updates.Select(u => u.Text)));
    }

    [Theory]
    [InlineData("""{"code":429,"message":"Too many requests"}""", LlmErrorKind.RateLimited)]
    [InlineData("""{"error":{"message":"Slow down","type":"rate_limit_error"}}""", LlmErrorKind.RateLimited)]
    [InlineData("""[{"error":{"code":503,"message":"Overloaded"}}]""", LlmErrorKind.Unavailable)]
    [InlineData("""{"error":"model runner has unexpectedly stopped"}""", LlmErrorKind.Unavailable)]
    public async Task T05_an_error_in_a_body_of_success_is_an_error_streamed_or_not(string body, LlmErrorKind kind)
    {
        var (_, failure) = await Compatible.ReadAsync(body);

        Assert.Equal(kind, Assert.IsType<LlmProviderException>(failure).Kind);
        Assert.Equal(kind, (await Fake.FailureAsync(() => Compatible.AnswerAsync(body))).Kind);
    }

    [Fact]
    public async Task T05_a_call_that_was_under_way_does_not_come_out_with_an_error()
    {
        var (updates, failure) = await Compatible.ReadAsync(Compatible.Events(
            Compatible.Chunk(Compatible.Tool("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}}""")), """{"error":{"message":"boom","code":500}}"""));

        Assert.IsType<LlmProviderException>(failure);
        Assert.Empty(updates);
    }

    [Fact]
    public async Task T03_two_frames_glued_together_are_an_error_and_the_text_before_is_kept()
    {
        var body = Compatible.Events(
            Compatible.Chunk(Compatible.Text("Hel")),
            """{"id":"2025","created":1,"model":"glm-4.7","choices":[{"index":0,"delta":{"role":"adata: {"id":"2025","choices":[{"index":0,"delta":{"content":"lo"}}]}""",
            Compatible.Chunk("{}", "stop"), "[DONE]");

        var (updates, failure) = await Compatible.ReadAsync(body);

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.MalformedResponse, "Hel"), (e.Kind, e.PartialText));
        Assert.Contains("\"role\":\"adata: ", e.ResponseBody, StringComparison.Ordinal);
        Assert.Equal("Hel", string.Concat(updates.Select(u => u.Text)));
    }

    [Fact]
    public async Task T03_two_values_in_one_event_are_an_error()
    {
        var chunk = Compatible.Chunk(Compatible.Text("Hel"));

        Assert.Equal(LlmErrorKind.MalformedResponse, Assert.IsType<LlmProviderException>((await Compatible.ReadAsync(Compatible.Events(chunk + chunk))).Failure).Kind);
    }

    [Theory]
    [InlineData("data: [DONE]\n\n")]
    [InlineData("data: {\"choices\":[]}\n\ndata: [DONE]\n\n")]
    [InlineData("data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\ndata: [DONE]\n\n")]
    [InlineData("")]
    [InlineData(": ping\n\n")]
    public async Task T06_an_end_mark_without_an_answer_is_no_answer(string body) =>
        Assert.Equal(LlmErrorKind.StreamInterrupted, Assert.IsType<LlmProviderException>((await Compatible.ReadAsync(body)).Failure).Kind);

    [Fact]
    public async Task T06_a_finish_reason_makes_the_answer_whole_without_an_end_mark()
    {
        var response = await Compatible.StreamAsync(Compatible.Events(Compatible.Chunk(Compatible.Text("Hi")), Compatible.Chunk("{}", "stop")));

        Assert.Equal(("Hi", ChatFinishReason.Stop), (response.Text, response.FinishReason));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":null}""")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("<html>502</html>")]
    [InlineData("")]
    [InlineData("""{"choices":[{"message":{"content":"Hi"}}]""")]
    public async Task A_body_that_is_no_answer_is_malformed(string body)
    {
        var e = await Fake.FailureAsync(() => Compatible.AnswerAsync(body));

        Assert.Equal((LlmErrorKind.MalformedResponse, "acme", 1), (e.Kind, e.ProviderId, e.Attempts));
    }

    [Fact]
    [Trait("Requirement", "S69")]
    public async Task T19_an_answer_that_began_is_never_asked_for_again()
    {
        var http = new CannedHandler(Compatible.Events(Compatible.Chunk(Compatible.Text("Hel")), """{"error":{"code":503,"message":"Overloaded"}}"""));

        var (_, failure) = await Fake.ReadAsync(Compatible.Client(http, configure: o => o.MaxRetries = 5));

        Assert.True(Assert.IsType<LlmProviderException>(failure).IsTransient);
        Assert.Single(http.Sent);
    }
}
