using System.Net;
using System.Text;

namespace Llm.Providers.Tests.Core.Errors;

/// <summary>How a status and a vendor's words become a kind.</summary>
public sealed class ClassifierTests
{
    [Theory]
    [InlineData(400, null, null, "bad", LlmErrorKind.InvalidRequest)]
    [InlineData(422, null, null, "bad", LlmErrorKind.InvalidRequest)]
    [InlineData(400, null, "invalid_api_key", "x", LlmErrorKind.Authentication)]
    [InlineData(400, null, null, "Incorrect API key provided", LlmErrorKind.Authentication)]
    [InlineData(401, null, null, null, LlmErrorKind.Authentication)]
    [InlineData(402, null, null, null, LlmErrorKind.QuotaExceeded)]
    [InlineData(403, null, null, null, LlmErrorKind.PermissionDenied)]
    [InlineData(404, null, null, null, LlmErrorKind.ModelNotFound)]
    [InlineData(400, null, "model_not_found", "x", LlmErrorKind.ModelNotFound)]
    [InlineData(408, null, null, null, LlmErrorKind.Timeout)]
    [InlineData(504, null, null, null, LlmErrorKind.Timeout)]
    [InlineData(429, null, null, "Too many requests", LlmErrorKind.RateLimited)]
    [InlineData(500, null, null, null, LlmErrorKind.Unavailable)]
    [InlineData(529, "overloaded_error", null, "Overloaded", LlmErrorKind.Unavailable)]
    [InlineData(418, null, null, null, LlmErrorKind.InvalidRequest)]
    [InlineData(302, null, null, null, LlmErrorKind.Configuration)]
    [InlineData(429, null, "429", "You exceeded your current quota, please check your plan.", LlmErrorKind.RateLimited)]
    [InlineData(429, "insufficient_quota", "insufficient_quota", "You exceeded your current quota, please check your plan.", LlmErrorKind.QuotaExceeded)]
    [InlineData(400, null, "content_filter", "The response was filtered", LlmErrorKind.ContentFiltered)]
    [InlineData(400, null, null, "prompt triggering Azure OpenAI's content management policy.", LlmErrorKind.ContentFiltered)]
    [Trait("Requirement", "T17")]
    [Trait("Requirement", "T38")]
    public void The_status_decides_the_kind_and_the_words_refine_it(int status, string? type, string? code, string? message, LlmErrorKind kind) =>
        Assert.Equal(kind, ErrorClassifier.Classify((HttpStatusCode)status, new() { Type = type, Code = code, Message = message }));

    [Theory]
    [InlineData("context_length_exceeded", "m")]
    [InlineData(null, "The prompt is longer than the model's context length")]
    [InlineData(null, "Prompt contains 9000 tokens, too large for model with 8192 maximum context length")]
    [InlineData(null, "You passed 1015 input tokens and requested 10 output tokens")]
    [InlineData("exceed_context_size_error", "m")]
    [InlineData(null, "prompt is too long: 210000 tokens > 200000 maximum")]
    [InlineData(null, "length of all messages is too long")]
    [Trait("Requirement", "T22")]
    public void T22_an_overflow_of_the_context_is_told_on_any_status(string? code, string message)
    {
        foreach (var status in new[] { 400, 413, 429, 500 })
        {
            Assert.Equal(LlmErrorKind.ContextLengthExceeded, ErrorClassifier.Classify((HttpStatusCode)status, new() { Code = code, Message = message }));
        }
    }

    [Theory]
    [InlineData("Rate limit reached for tokens per min (TPM): Limit 30000, too many tokens requested")]
    [InlineData("Rate limit reached on tokens per day, reduce the length of the messages")]
    [Trait("Requirement", "T22")]
    public void T22_a_limit_of_tokens_in_a_time_is_no_overflow(string message) =>
        Assert.Equal(LlmErrorKind.RateLimited, ErrorClassifier.Classify(HttpStatusCode.TooManyRequests, new() { Message = message }));

    [Theory]
    [InlineData("", null, null, null)]
    [InlineData("<html>502</html>", null, null, null)]
    [InlineData("plain words", "plain words", null, null)]
    [InlineData("\"bad\"", "bad", null, null)]
    [InlineData("{\"error\":\"str\"}", "str", null, null)]
    [InlineData("{\"message\":\"m\"}", "m", null, null)]
    [InlineData("{\"error\":{\"message\":\"m\",\"type\":\"t\",\"code\":\"c\",\"param\":\"p\"}}", "m", "c", "t")]
    [InlineData("{\"error\":{\"message\":\"m\",\"code\":429}}", "m", "429", null)]
    [InlineData("[{\"error\":{\"code\":400,\"message\":\"m\",\"status\":\"INVALID_ARGUMENT\"}}]", "m", "400", null)]
    [InlineData("{\"detail\":[{\"type\":\"extra_forbidden\"}]}", "[{\"type\":\"extra_forbidden\"}]", null, null)]
    [InlineData("{\"object\":\"error\",\"message\":{\"detail\":[1]}}", "{\"detail\":[1]}", null, null)]
    [InlineData("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}}", "m", null, "overloaded_error")]
    [InlineData("{\"error\":null,\"message\":\"m\"}", "m", null, null)]
    [InlineData("{}", null, null, null)]
    [InlineData("[]", null, null, null)]
    [InlineData("null", null, null, null)]
    [InlineData("12", null, null, null)]
    [InlineData("404 page not found\n", "404 page not found", null, null)]
    [Trait("Requirement", "T21")]
    public void T21_every_shape_of_an_error_is_read(string body, string? message, string? code, string? type)
    {
        var error = WireError.Parse(Encoding.UTF8.GetBytes(body));

        Assert.Equal((message, code, type), (error.Message, error.Code, error.Type));
    }
}
