using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Streaming;

/// <summary>What comes between the updates, or instead of them.</summary>
public sealed class StreamNoiseTests
{
    [Theory]
    [InlineData(": OPENROUTER PROCESSING\n\n")]
    [InlineData("data: : keepalive\n\n")]
    [InlineData("data: \n\n")]
    [InlineData(": ping\n\n")]
    [InlineData("event: ping\n\n")]
    [Trait("Requirement", "T02")]
    public async Task T02_keep_alives_are_no_updates_and_no_errors(string noise)
    {
        var body = noise + string.Concat(new[] { "{\"text\":\"Hi\"}", "{\"finish\":\"stop\"}", "[DONE]" }.Select(p => $"data: {p}\n\n{noise}"));

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(body)));

        Assert.Null(failure);
        Assert.Equal(["Hi", ""], updates.Select(u => u.Text));
    }

    [Fact]
    [Trait("Requirement", "T03")]
    public async Task T03_a_malformed_event_is_an_error_with_its_text_after_the_updates_before_it()
    {
        const string Glued = "{\"text\":\"adata: {\"text\":\"b\"}";

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(Fake.Events("{\"text\":\"Hel\"}", "{\"text\":\"lo\"}", Glued, "{\"text\":\"!\"}"))));

        Assert.Equal(["Hel", "lo"], updates.Select(u => u.Text));
        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.MalformedResponse, "Hello"), (e.Kind, e.PartialText));
        Assert.Contains(Glued, e.Message, StringComparison.Ordinal);
        Assert.False(e.IsTransient);
        Assert.Equal(1, e.Attempts);
    }

    [Theory]
    [InlineData("{\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}", LlmErrorKind.Unavailable, true)]
    [InlineData("{\"error\":{\"message\":\"m\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}", LlmErrorKind.QuotaExceeded, false)]
    [InlineData("{\"error\":{\"code\":502,\"message\":\"Worker local total request limit reached (33/32)\"}}", LlmErrorKind.Unavailable, true)]
    [InlineData("{\"error\":{\"code\":429,\"message\":\"m\"}}", LlmErrorKind.RateLimited, true)]
    [InlineData("{\"error\":\"model runner has unexpectedly stopped\"}", LlmErrorKind.Unavailable, true)]
    [Trait("Requirement", "T05")]
    public async Task T05_an_error_in_mid_stream_is_thrown_with_its_kind_after_what_came_before(string error, LlmErrorKind kind, bool transient)
    {
        var handler = new CannedHandler(new CannedResponse(new ScriptedStream(Fake.Events("{\"text\":\"Hel\"}", error))).With("x-request-id", "req-1"));

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(handler));

        Assert.Equal("Hel", Assert.Single(updates).Text);
        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((kind, transient, "Hel", "req-1"), (e.Kind, e.IsTransient, e.PartialText, e.RequestId));
        Assert.Single(handler.Sent);
    }

    [Theory]
    [InlineData("{\"code\":429,\"message\":\"slow down\"}", LlmErrorKind.RateLimited)]
    [InlineData("{\"error\":{\"message\":\"bad\",\"type\":\"invalid_request_error\"}}", LlmErrorKind.InvalidRequest)]
    [InlineData("[{\"error\":{\"message\":\"bad\",\"type\":\"invalid_request_error\"}}]", null)]
    [InlineData("  \r\n{\"error\":\"rate limit\"}", LlmErrorKind.RateLimited)]
    [InlineData("{\"error\":", LlmErrorKind.MalformedResponse)]
    [Trait("Requirement", "T05")]
    public async Task T05_a_JSON_error_instead_of_a_stream_is_thrown(string body, LlmErrorKind? kind)
    {
        var bytes = Fake.Bytes(body);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var (updates, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(Frames.CutAt(bytes, cut))));

            Assert.Empty(updates);
            var e = Assert.IsType<LlmProviderException>(failure);
            Assert.Equal(kind ?? e.Kind, e.Kind);
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html><body>Please sign in</body></html>\n")]
    [InlineData("\u001f\u008bdata: compressed\n\n")]
    [InlineData("\"an error\"")]
    [Trait("Requirement", "T21")]
    public async Task T21_a_body_that_is_no_stream_is_malformed_and_shown(string body)
    {
        var handler = new CannedHandler(body);

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(handler));

        Assert.Empty(updates);
        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal(LlmErrorKind.MalformedResponse, e.Kind);
        Assert.Contains(body.Trim('\n', '"'), e.Message, StringComparison.Ordinal);
        Assert.Single(handler.Sent);
    }

    [Fact]
    public async Task A_whole_answer_instead_of_a_stream_is_taken()
    {
        const string Body = "{\"id\":\"r1\",\"model\":\"m\",\"text\":\"Hello\",\"finish\":\"stop\",\"in\":3,\"out\":2}";

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(Body)));

        Assert.Null(failure);
        var response = updates.ToChatResponse();
        Assert.Equal(("Hello", "r1", 2L), (response.Text, response.ResponseId, response.Usage?.OutputTokenCount));
    }

    [Fact]
    public async Task Raw_events_are_given_when_asked_for()
    {
        var body = Fake.Events("{\"text\":\"Hi\"}", "{\"finish\":\"stop\"}", "[DONE]");

        var (with, _) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(body), configure: o => o.IncludeRawRepresentation = true));
        var (without, _) = await Fake.ReadAsync(Fake.Client(new ScriptedStream(body)));

        Assert.Equal("{\"text\":\"Hi\"}", with[0].RawRepresentation?.ToString());
        Assert.All(without, u => Assert.Null(u.RawRepresentation));
    }
}
