using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

public sealed class ErrorTests
{
    [Theory]
    [Trait("Case", "T21")]
    [InlineData(404, """{"error":"model 'nope:latest' not found"}""", LlmErrorKind.ModelNotFound, "model 'nope:latest' not found")]
    [InlineData(400, """{"error":"\"llama3.1:8b\" does not support thinking"}""", LlmErrorKind.InvalidRequest, "\"llama3.1:8b\" does not support thinking")]
    [InlineData(401, """{"error":"unauthorized"}""", LlmErrorKind.Authentication, "unauthorized")]
    [InlineData(500, """{"error":"model runner has unexpectedly stopped"}""", LlmErrorKind.Unavailable, "model runner has unexpectedly stopped")]
    [InlineData(503, """{"error":"server busy, please try again.  maximum pending requests exceeded"}""", LlmErrorKind.Unavailable, "server busy, please try again.  maximum pending requests exceeded")]
    [InlineData(502, "<html>Bad gateway</html>", LlmErrorKind.Unavailable, null)]
    [InlineData(400, "", LlmErrorKind.InvalidRequest, null)]
    [InlineData(400, "\"bad\"", LlmErrorKind.InvalidRequest, "bad")]
    [InlineData(404, "404 page not found", LlmErrorKind.ModelNotFound, "404 page not found")]
    public async Task T21_an_error_has_its_kind_and_the_words_of_the_server(int status, string body, LlmErrorKind kind, string? words)
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Served.Client(new CannedHandler(new CannedResponse(status, body))).GetResponseAsync("hi"));

        Assert.Equal((kind, status, words), (e.Kind, (int?)e.StatusCode, e.VendorMessage));
    }

    [Theory]
    [Trait("Case", "T22")]
    [InlineData(400, """{"error":"{\"error\":{\"code\":400,\"message\":\"request (8889 tokens) exceeds the available context size (4096 tokens), try increasing it\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":8889,\"n_ctx\":4096}}"}""")]
    [InlineData(400, """{"error":"the input length exceeds the context length"}""")]
    [InlineData(500, """{"error":"input length exceeds maximum context length"}""")]
    public async Task T22_input_that_is_too_long_is_known_as_such(int status, string body)
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Served.Client(new CannedHandler(new CannedResponse(status, body))).GetResponseAsync("hi"));

        Assert.Equal(LlmErrorKind.ContextLengthExceeded, e.Kind);
        Assert.DoesNotContain("{\\\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_in_braces_that_are_no_json_are_kept()
    {
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Served.Client(new CannedHandler(new CannedResponse(500, """{"error":"{{ .Prompt }} failed"}"""))).GetResponseAsync("hi"));

        Assert.Equal("{{ .Prompt }} failed", e.VendorMessage);
    }
}
