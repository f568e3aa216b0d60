using System.Net;
using System.Text;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Llm.Providers.Tests.Core.Errors;

/// <summary>What an exception and the log say of a failure, and what they never say.</summary>
public sealed class FailureTests
{
    [Fact]
    [Trait("Requirement", "S58")]
    public async Task S58_an_error_says_all_that_is_known()
    {
        const string Body = "{\"error\":{\"message\":\"Unknown field.\",\"type\":\"invalid_request_error\",\"code\":\"unknown_field\",\"param\":\"x\"}}";
        var handler = new CannedHandler(new CannedResponse(400, Body).With("x-request-id", "req-9"));

        var e = await FailAsync(handler);

        Assert.Equal((LlmErrorKind.InvalidRequest, "fake", "large", HttpStatusCode.BadRequest), (e.Kind, e.ProviderId, e.ModelId, e.StatusCode));
        Assert.Equal(("unknown_field", "invalid_request_error", "Unknown field.", "x", "req-9", Body), (e.ErrorCode, e.ErrorType, e.VendorMessage, e.Parameter, e.RequestId, e.ResponseBody));
        Assert.Contains("req-9", e.Message, StringComparison.Ordinal);
        Assert.Contains("fake/large", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(502, "")]
    [InlineData(500, "\"\xFF\"")]
    [InlineData(500, "{\"error\":{\"message\":\"caf\xE9\"}}")]
    [Trait("Requirement", "T21")]
    public async Task T21_an_error_that_cannot_be_read_is_still_the_error_of_its_status(int status, string body)
    {
        var e = await FailAsync(new CannedHandler(new CannedResponse(status, Encoding.Latin1.GetBytes(body))));

        Assert.Equal((LlmErrorKind.Unavailable, (HttpStatusCode)status), (e.Kind, e.StatusCode));
    }

    [Fact]
    public async Task An_error_body_that_breaks_off_is_kept_as_far_as_it_came()
    {
        var body = new ScriptedStream("{\"error\":{\"message\":\"half", new IOException("cut"));

        var e = await FailAsync(new CannedHandler(new CannedResponse(body) with { Status = 400 }));

        Assert.Equal(HttpStatusCode.BadRequest, e.StatusCode);
        Assert.Contains("half", e.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_huge_error_body_the_start_is_kept()
    {
        var e = await FailAsync(new CannedHandler(new CannedResponse(400, new string('x', 1_000_000))));

        Assert.Equal(16 * 1024, e.ResponseBody!.Length);
        Assert.InRange(e.Message.Length, 1, 4_096);
    }

    [Theory]
    [InlineData("{\"error\":{\"message\":\"Incorrect API key provided: KEY.\",\"code\":\"KEY\",\"type\":\"KEY\",\"param\":\"KEY\"}}")]
    [InlineData("Unauthorized: KEY")]
    [InlineData("{\"message\":\"Bearer KEY is wrong\"}")]
    [Trait("Requirement", "S38")]
    public async Task A_key_the_vendor_echoes_appears_nowhere(string body)
    {
        var log = new LogRecorder();
        body = body.Replace("KEY", Fake.Key, StringComparison.Ordinal);
        var handler = new CannedHandler(new CannedResponse(401, body));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(handler, log: log).GetResponseAsync("hi"));

        Assert.DoesNotContain(Fake.Key, $"{e} {e.VendorMessage} {e.ResponseBody} {e.ErrorCode} {e.ErrorType} {e.Parameter} {log.Text}", StringComparison.Ordinal);
        Assert.Contains("***", e.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S38")]
    public async Task A_key_echoed_inside_an_answer_appears_nowhere()
    {
        var log = new LogRecorder();
        var body = Fake.Events($"{{\"error\":{{\"message\":\"{Fake.Key}\",\"code\":\"{Fake.Key}\",\"type\":\"{Fake.Key}\"}}}}");

        var e = Assert.IsType<LlmProviderException>((await Fake.ReadAsync(Fake.Client(new CannedHandler(body), log: log))).Failure);

        Assert.DoesNotContain(Fake.Key, $"{e} {e.VendorMessage} {e.ErrorCode} {e.ErrorType} {log.Text}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(470)]
    [InlineData(490)]
    public async Task A_key_at_the_edge_of_an_excerpt_is_not_shown_in_part(int before)
    {
        var e = await FailAsync(new CannedHandler(new string('x', before) + Fake.Key + new string('y', 100)));

        Assert.Equal(LlmErrorKind.MalformedResponse, e.Kind);
        Assert.DoesNotContain(Fake.Key[..8], e + e.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_at_the_edge_of_a_kept_body_is_not_shown_in_part()
    {
        var e = await FailAsync(new CannedHandler(new CannedResponse(400, "{\"a\":\"" + new string('x', (16 * 1024) - 16) + Fake.Key + "\"}")));

        Assert.DoesNotContain(Fake.Key[..8], e.ResponseBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk-proj-abcdef1234567890ABCDEF")]
    [InlineData("sk-ab**************************wxyz")]
    [InlineData("AIzaSyA1234567890abcdefghijklmnop")]
    [InlineData("Bearer abcdefghijkl")]
    public void Whatever_looks_like_a_key_is_taken_out(string key) =>
        Assert.DoesNotContain(key, Redaction.Redact($"Invalid: {key}!", null), StringComparison.Ordinal);

    [Theory]
    [InlineData("The task-specific-instructions-are-fine here")]
    [InlineData("model gpt-5-mini-2026-01-01 is not found")]
    [InlineData("risk-management-is-important")]
    public void Plain_words_stay(string words) => Assert.Equal(words, Redaction.Redact(words, null));

    [Theory]
    [InlineData("{\"error\":\"bad key acme-7f3a9b21", "{\"error\":\"bad key ***")]
    [InlineData("bad key acme-7f3a9b21c4", "bad key ***")]
    [InlineData("bad key acme-7", "bad key acme-7")]
    public void A_key_that_a_body_breaks_off_in_is_masked_too(string text, string masked) => Assert.Equal(masked, Redaction.Redact(text, "acme-7f3a9b21c4"));

    [Theory]
    [InlineData(401, 7)]
    [InlineData(0, 6)]
    [InlineData(-1, 5)]
    [Trait("Requirement", "S62")]
    public async Task S62_a_failure_is_logged_once_under_the_heading_of_who_has_to_act(int status, int id)
    {
        var log = new LogRecorder();
        var handler = new CannedHandler(status > 0 ? new CannedResponse(status, "{}") : CannedResponse.Throws(new HttpRequestException("refused")));
        var client = Fake.Client(handler, new EagerTime(), o => (o.ApiKey, o.MaxRetries) = (status < 0 ? "\u00e9" : Fake.Key, 0), log);

        await Assert.ThrowsAsync<LlmProviderException>(() => client.GetResponseAsync("secret words"));

        Assert.Equal((LogLevel.Error, id), Assert.Single(log.Entries, e => e.Level >= LogLevel.Warning) is var entry ? (entry.Level, entry.Id) : default);
        Assert.DoesNotContain("secret words", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data: {\"text\":\"secret words\"}\n\n", 6)]
    [InlineData("data: {\"text\":\"secret words\"}\n\ndata: {\"secret words\n\n", 7)]
    [InlineData("data: {\"error\":\"overloaded\"}\n\n", 7)]
    [Trait("Requirement", "S62")]
    public async Task S62_a_stream_that_fails_is_logged_once_without_its_words(string body, int id)
    {
        var log = new LogRecorder();

        await Fake.ReadAsync(Fake.Client(new CannedHandler(body), configure: o => o.MaxRetries = 0, log: log));

        Assert.Equal(id, Assert.Single(log.Entries, e => e.Level >= LogLevel.Warning).Id);
        Assert.DoesNotContain("secret words", log.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S62")]
    public async Task S62_a_malformed_answer_is_logged_once()
    {
        var log = new LogRecorder();

        await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(new CannedHandler("{"), log: log).GetResponseAsync("hi"));

        Assert.Single(log.Entries, e => e.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_retry_is_logged_with_its_delay()
    {
        var log = new LogRecorder();
        var handler = new CannedHandler(new CannedResponse(429, "{}").With("Retry-After", "3"), new CannedResponse("{\"text\":\"ok\",\"finish\":\"stop\"}"));

        await Fake.Client(handler, new EagerTime(), log: log).GetResponseAsync("hi");

        Assert.Contains("3000", Assert.Single(log.Entries, e => e.Level == LogLevel.Warning).Text, StringComparison.Ordinal);
    }

    private static async Task<LlmProviderException> FailAsync(CannedHandler handler) =>
        await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(handler, configure: o => o.MaxRetries = 0).GetResponseAsync("hi"));
}
