using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Google;

public sealed class ErrorTests
{
    private const string PerMinute = "GenerateRequestsPerMinutePerProjectPerModel-FreeTier";
    private const string PerDay = "GenerateRequestsPerDayPerProjectPerModel-FreeTier";

    [Theory]
    [Trait("Requirement", "T17")]
    [InlineData("34.4s", 34.4)]
    [InlineData("45.837906927s", 45.837906927)]
    [InlineData("7s", 7)]
    public async Task T17_a_limit_of_the_minute_asks_to_wait(string delay, double seconds)
    {
        foreach (var body in new[] { Quota(PerMinute, delay), $"[{Quota(PerMinute, delay)}]" })
        {
            var e = await FailAsync(429, body);

            Assert.Equal((LlmErrorKind.RateLimited, true, "429", "RESOURCE_EXHAUSTED"), (e.Kind, e.IsTransient, e.ErrorCode, e.ErrorType));
            Assert.Equal(TimeSpan.FromSeconds(seconds), e.RetryAfter);
        }
    }

    [Fact]
    [Trait("Requirement", "T17")]
    public async Task T17_a_limit_of_the_day_is_no_reason_to_try_again()
    {
        var handler = new CannedHandler(new CannedResponse(429, Quota(PerDay, "34.4s")));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Gemini.Provider(handler, o => o.MaxRetries = 3, new EagerTime()).CreateChatClient().GetResponseAsync("Hi"));

        Assert.Equal((LlmErrorKind.QuotaExceeded, false), (e.Kind, e.IsTransient));
        Assert.Single(handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "T17")]
    public async Task T17_the_wait_the_vendor_asks_for_is_kept()
    {
        var time = new EagerTime();
        var handler = new CannedHandler([new CannedResponse(429, Quota(PerMinute, "34.4s")), new CannedResponse(Gemini.Answer(Gemini.Text("ok")))]);

        var response = await Gemini.Provider(handler, o => o.MaxRetries = 1, time).CreateChatClient().GetResponseAsync("Hi");

        Assert.Equal("ok", response.Text);
        Assert.Contains(time.Delays, d => d >= TimeSpan.FromSeconds(34.4) && d < TimeSpan.FromSeconds(60));
    }

    [Fact]
    [Trait("Requirement", "T17")]
    public async Task T17_an_error_wrapped_as_text_into_another_is_unwrapped()
    {
        var e = await FailAsync(429, """{"error":{"message":"{\n  \"error\": {\n    \"code\": 429,\n    \"message\": \"Resource has been exhausted (e.g. check quota).\",\n    \"status\": \"RESOURCE_EXHAUSTED\"\n  }\n}\n","code":429,"status":"Too Many Requests"}}""");

        Assert.Equal((LlmErrorKind.RateLimited, "Resource has been exhausted (e.g. check quota).", "RESOURCE_EXHAUSTED"), (e.Kind, e.VendorMessage, e.ErrorType));
    }

    [Theory]
    [Trait("Requirement", "T21")]
    [InlineData(400, """{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}""", LlmErrorKind.Authentication)]
    [InlineData(400, """[{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT"}}]""", LlmErrorKind.InvalidRequest)]
    [InlineData(401, """{"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED"}}""", LlmErrorKind.Authentication)]
    [InlineData(403, """{"error":{"code":403,"message":"denied","status":"PERMISSION_DENIED"}}""", LlmErrorKind.PermissionDenied)]
    [InlineData(404, """{"error":{"code":404,"message":"models/x is not found","status":"NOT_FOUND"}}""", LlmErrorKind.ModelNotFound)]
    [InlineData(500, """{"error":{"code":500,"message":"Internal error encountered.","status":"INTERNAL"}}""", LlmErrorKind.Unavailable)]
    [InlineData(503, """{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}""", LlmErrorKind.Unavailable)]
    [InlineData(504, """{"error":{"code":504,"message":"Deadline expired.","status":"DEADLINE_EXCEEDED"}}""", LlmErrorKind.Timeout)]
    [InlineData(502, "<html>Bad Gateway</html>", LlmErrorKind.Unavailable)]
    [InlineData(400, "", LlmErrorKind.InvalidRequest)]
    [InlineData(400, "\"bad\"", LlmErrorKind.InvalidRequest)]
    [InlineData(400, """{"error":"str"}""", LlmErrorKind.InvalidRequest)]
    [InlineData(400, """{"error":{"message":null,"details":"none"}}""", LlmErrorKind.InvalidRequest)]
    public async Task T21_errors_of_every_shape_have_their_kind(int status, string body, LlmErrorKind kind)
    {
        var e = await FailAsync(status, body);

        Assert.Equal((kind, status), (e.Kind, (int?)e.StatusCode));
    }

    [Fact]
    [Trait("Requirement", "T22")]
    public async Task T22_a_prompt_that_is_too_long_is_told_apart()
    {
        var e = await FailAsync(400, """{"error":{"code":400,"message":"The input token count (1250074) exceeds the maximum number of tokens allowed (1048576).","status":"INVALID_ARGUMENT"}}""");

        Assert.Equal(LlmErrorKind.ContextLengthExceeded, e.Kind);
    }

    [Fact]
    public async Task The_field_the_vendor_complains_of_is_named()
    {
        var e = await FailAsync(400, """{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"generation_config.top_k","description":"d"}]}]}}""");

        Assert.Equal("generation_config.top_k", e.Parameter);
    }

    [Fact]
    [Trait("Requirement", "T05")]
    public async Task T05_an_error_in_a_stream_keeps_the_text_before_it()
    {
        var (_, failure) = await Gemini.StreamAsync(Gemini.Events(Gemini.Chunk(Gemini.Text("Hel")), """{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}"""));

        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.Unavailable, "Hel", "UNAVAILABLE"), (e.Kind, e.PartialText, e.ErrorType));
    }

    [Fact]
    [Trait("Requirement", "T05")]
    public async Task T05_an_error_under_a_good_status_is_an_error()
    {
        foreach (var body in new[] { Quota(PerDay, "1s"), $"[{Quota(PerDay, "1s")}]" })
        {
            var whole = await Assert.ThrowsAsync<LlmProviderException>(() => Gemini.ReadAsync(body));
            var (_, streamed) = await Gemini.StreamAsync(body);

            Assert.Equal(LlmErrorKind.QuotaExceeded, whole.Kind);
            Assert.Equal(LlmErrorKind.QuotaExceeded, Assert.IsType<LlmProviderException>(streamed).Kind);
        }
    }

    private static string Quota(string id, string delay) => $$$"""
        {"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","status":"RESOURCE_EXHAUSTED","details":[
        {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"{{{id}}}"}]},{"@type":"type.googleapis.com/google.rpc.Help"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"{{{delay}}}"}]}}
        """;

    private static Task<LlmProviderException> FailAsync(int status, string body) =>
        Assert.ThrowsAsync<LlmProviderException>(() => Gemini.Provider(new CannedHandler(new CannedResponse(status, body))).CreateChatClient().GetResponseAsync("Hi"));
}
