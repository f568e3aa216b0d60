using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Anthropic.Answers;

/// <summary>How errors are read.</summary>
public sealed class ErrorTests
{
    private const string Overloaded = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}""";

    [Theory]
    [InlineData(400, "invalid_request_error", "max_tokens: Field required", LlmErrorKind.InvalidRequest)]
    [InlineData(400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum", LlmErrorKind.ContextLengthExceeded)]
    [InlineData(400, "invalid_request_error", "Your credit balance is too low to access the API.", LlmErrorKind.QuotaExceeded)]
    [InlineData(401, "authentication_error", "invalid x-api-key", LlmErrorKind.Authentication)]
    [InlineData(403, "permission_error", "Not allowed", LlmErrorKind.PermissionDenied)]
    [InlineData(404, "not_found_error", "model: claude-9", LlmErrorKind.ModelNotFound)]
    [InlineData(413, "request_too_large", "Request exceeds the maximum size", LlmErrorKind.ContextLengthExceeded)]
    [InlineData(429, "rate_limit_error", "This request would exceed your rate limit of 50,000 input tokens per minute", LlmErrorKind.RateLimited)]
    [InlineData(500, "api_error", "Internal server error", LlmErrorKind.Unavailable)]
    [InlineData(529, "overloaded_error", "Overloaded", LlmErrorKind.Unavailable)]
    public async Task T22_an_error_has_its_kind_its_type_and_the_vendors_words(int status, string type, string message, LlmErrorKind kind)
    {
        var http = new CannedHandler(new CannedResponse(status, $$"""{"type":"error","error":{"type":"{{type}}","message":"{{message}}"},"request_id":"req_1"}""").With("request-id", "req_1"));

        var e = await Fake.FailureAsync(() => Claude.Client(http).GetResponseAsync("hi"));

        Assert.Equal((kind, type, message, "req_1"), (e.Kind, e.ErrorType, e.VendorMessage, e.RequestId));
    }

    [Theory]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(400, "")]
    [InlineData(400, "\"bad\"")]
    [InlineData(400, """{"error":"str"}""")]
    [InlineData(400, """{"message":"m"}""")]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":null,"details":{"error_code":"thread_not_found"}}}""")]
    public async Task T21_a_body_of_any_shape_does_not_hide_the_status(int status, string body)
    {
        var e = await Fake.FailureAsync(() => Claude.Client(new CannedHandler(new CannedResponse(status, body))).GetResponseAsync("hi"));

        Assert.Equal(status, (int)e.StatusCode!);
        Assert.DoesNotContain(Claude.Key, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T05_an_error_as_the_first_event_is_an_error_that_may_pass()
    {
        var (updates, failure) = await Claude.ReadAsync($"event: error\ndata: {Overloaded}\n\n");

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Empty(updates);
        Assert.Equal((LlmErrorKind.Unavailable, "overloaded_error", "Overloaded", true), (e.Kind, e.ErrorType, e.VendorMessage, e.IsTransient));
    }

    [Fact]
    public async Task T05_an_error_in_the_middle_keeps_what_had_arrived()
    {
        var (updates, failure) = await Claude.ReadAsync(Claude.Events([Claude.Start(), .. Claude.TextBlock(0, "So ", "far")[..3]]) + $"event: error\ndata: {Overloaded}\n\n");

        Assert.Equal("So far", string.Concat(updates.Select(u => u.Text)));
        Assert.Equal("So far", Assert.IsType<LlmProviderException>(failure).PartialText);
    }

    [Fact]
    public async Task An_error_under_a_status_of_success_is_an_error()
    {
        var e = await Fake.FailureAsync(() => Claude.Client(new CannedHandler(Overloaded)).GetResponseAsync("hi"));

        Assert.Equal(LlmErrorKind.Unavailable, e.Kind);
    }

    [Fact]
    public async Task An_answer_that_is_none_is_malformed()
    {
        var e = await Fake.FailureAsync(() => Claude.Client(new CannedHandler("""{"id":"msg_1"}""")).GetResponseAsync("hi"));

        Assert.Equal(LlmErrorKind.MalformedResponse, e.Kind);
    }
}
