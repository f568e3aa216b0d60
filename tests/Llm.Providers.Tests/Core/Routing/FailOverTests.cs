using System.Net;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Routing;

/// <summary>Which failures another target may make good, and what the caller is told.</summary>
[Trait("Requirement", "T19")]
[Trait("Requirement", "B04")]
public sealed class FailOverTests
{
    [Fact]
    public async Task While_the_first_target_answers_no_other_is_asked()
    {
        CannedHandler a = new(Kit.Ok), b = new(Kit.Ok);

        var response = await Kit.Client(a, b).GetResponseAsync("hi");

        Assert.Equal((1, 0), (a.Sent.Count, b.Sent.Count));
        Assert.Equal("a/large", response.ServedBy());
        Assert.Equal(["a/large"], response.Tried());
    }

    [Theory]
    [InlineData(429, "{\"error\":{\"message\":\"slow down\"}}")]
    [InlineData(500, "{}")]
    [InlineData(503, "{}")]
    [InlineData(529, "{\"error\":{\"type\":\"overloaded_error\"}}")]
    [InlineData(408, "{}")]
    [InlineData(402, "{}")]
    [InlineData(429, "{\"error\":{\"code\":\"insufficient_quota\"}}")]
    [InlineData(404, "{\"error\":{\"code\":\"model_not_found\"}}")]
    [InlineData(200, "<html>")]
    public async Task What_another_vendor_may_make_good_is_asked_of_the_next_target_with_one_request_each(int status, string body)
    {
        CannedHandler a = new(new CannedResponse(status, body)), b = new(Kit.Ok);

        var response = await Kit.Client(a, b).GetResponseAsync("hi");

        Assert.Equal((1, 1, 2), (a.Sent.Count, b.Sent.Count, response.GetCallInfo().Attempts));
        Assert.Equal(("ok", "b/large"), (response.Text, response.ServedBy()));
        Assert.Equal(["a/large", "b/large"], response.Tried());
    }

    [Fact]
    public async Task A_lost_connection_is_made_good_by_the_next_target()
    {
        CannedHandler a = new(CannedResponse.Throws(new HttpRequestException("refused"))), b = new(Kit.Ok);

        Assert.Equal("b/large", (await Kit.Client(a, b).GetResponseAsync("hi")).ServedBy());
    }

    [Fact]
    public async Task A_time_limit_is_made_good_by_the_next_target()
    {
        var time = new StepTime();
        CannedHandler a = new(new CannedResponse(Kit.Ok) { Silent = true }), b = new(Kit.Ok);
        var armed = time.NextStart;
        var call = Kit.Client(Kit.Target("a", a, time, configure: o => o.Timeouts.Total = TimeSpan.FromSeconds(5)), Kit.Target("b", b)).GetResponseAsync("hi");

        await armed;
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("b/large", (await call).ServedBy());
    }

    [Theory]
    [InlineData(400, "{\"error\":{\"message\":\"no such parameter\"}}", LlmErrorKind.InvalidRequest)]
    [InlineData(422, "{}", LlmErrorKind.InvalidRequest)]
    [InlineData(401, "{}", LlmErrorKind.Authentication)]
    [InlineData(403, "{}", LlmErrorKind.PermissionDenied)]
    [InlineData(400, "{\"error\":{\"code\":\"content_filter\",\"message\":\"filtered\"}}", LlmErrorKind.ContentFiltered)]
    [InlineData(400, "{\"error\":{\"code\":\"context_length_exceeded\"}}", LlmErrorKind.ContextLengthExceeded)]
    [InlineData(301, "", LlmErrorKind.Configuration)]
    [Trait("Requirement", "T38")]
    [Trait("Requirement", "T22")]
    public async Task T38_what_the_request_or_the_installation_is_to_blame_for_is_sent_to_no_other_vendor(int status, string body, LlmErrorKind kind)
    {
        CannedHandler a = new(new CannedResponse(status, body)), b = new(Kit.Ok);

        var e = await Fake.FailureAsync(() => Kit.Client(a, b).GetResponseAsync("hi"));

        Assert.Equal((kind, 1, 1, 0), (e.Kind, e.Attempts, a.Sent.Count, b.Sent.Count));
        Assert.DoesNotContain("smart", e.Message, StringComparison.Ordinal); // nothing to add to what the vendor says
    }

    [Theory]
    [InlineData(LlmErrorKind.ContentFiltered, 400, "{\"error\":{\"code\":\"content_filter\"}}")]
    [InlineData(LlmErrorKind.Authentication, 401, "{}")]
    public async Task T38_kinds_can_be_added(LlmErrorKind kind, int status, string body)
    {
        CannedHandler a = new(new CannedResponse(status, body)), b = new(Kit.Ok);
        var group = Kit.Group(null, o => o.FailOverOn.Add(kind), Kit.Target("a", a), Kit.Target("b", b));

        Assert.Equal("b/large", (await group.CreateChatClient().GetResponseAsync("hi")).ServedBy());
    }

    [Fact]
    public async Task Kinds_can_be_taken_away()
    {
        CannedHandler a = new(Kit.Down), b = new(Kit.Ok);
        var group = Kit.Group(null, o => o.FailOverOn.Remove(LlmErrorKind.Unavailable), Kit.Target("a", a), Kit.Target("b", b));

        var e = await Fake.FailureAsync(() => group.CreateChatClient().GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.Unavailable, "a", 0), (e.Kind, e.ProviderId, b.Sent.Count));
    }

    [Fact]
    public void Invalid_requests_cannot_be_made_to_fail_over()
    {
        var e = Assert.Throws<LlmProviderException>(() => Kit.Group(null, o => o.FailOverOn.Add(LlmErrorKind.InvalidRequest), Kit.Target("a", new CannedHandler(Kit.Ok))));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("InvalidRequest", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "T22")]
    public async Task T22_a_conversation_that_is_too_long_goes_to_a_target_with_a_larger_known_window_only()
    {
        var tooLong = new CannedResponse(400, "{\"error\":{\"code\":\"context_length_exceeded\"}}");
        CannedHandler a = new(tooLong), b = new(Kit.Ok), c = new(Kit.Ok), d = new(Kit.Ok);
        var client = Kit.Client(Kit.Target("a", a, model: Model(8_000)), Kit.Target("b", b, model: Model(null)), Kit.Target("c", c, model: Model(8_000)), Kit.Target("d", d, model: Model(32_000)));

        var response = await client.GetResponseAsync("hi");

        Assert.Equal("d/m", response.ServedBy());
        Assert.Equal((1, 0, 0, 1), (a.Sent.Count, b.Sent.Count, c.Sent.Count, d.Sent.Count));
    }

    [Fact]
    public async Task Content_a_model_does_not_take_goes_to_one_that_is_known_to_take_it_only()
    {
        CannedHandler a = new(Kit.Ok), b = new(Kit.Ok), c = new(Kit.Ok);
        var client = Kit.Client(Kit.Target("a", a, model: Model(null, Modalities.Text)), Kit.Target("b", b, model: Model(null)), Kit.Target("c", c, model: Model(null, Modalities.Text | Modalities.Image)));

        var response = await client.GetResponseAsync([new ChatMessage(ChatRole.User, [new UriContent("https://x.test/a.png", "image/png")])]).Served();

        Assert.Equal(("UnsupportedContent", 0, 0, 0), (response, a.Sent.Count, b.Sent.Count, c.Sent.Count)); // the fake wire takes no addresses: nothing was sent anywhere
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0];
        Assert.Equal("c/m", await client.GetResponseAsync([new ChatMessage(ChatRole.User, [new DataContent(png, "image/png")])]).Served());
        Assert.Equal((0, 0, 1), (a.Sent.Count, b.Sent.Count, c.Sent.Count));
    }

    [Fact]
    public async Task When_all_failed_the_last_error_tells_what_each_target_said()
    {
        CannedHandler a = new(new CannedResponse(503, "{\"error\":{\"message\":\"key sk-abcdefgh12345678 is overloaded\"}}")), b = new(new CannedResponse(429, $"{{\"error\":{{\"message\":\"too much for {Fake.Key}\"}}}}").With("retry-after", "120"));

        var e = await Fake.FailureAsync(() => Kit.Client(a, b).GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.RateLimited, "b", HttpStatusCode.TooManyRequests, 2, TimeSpan.FromSeconds(120)), (e.Kind, e.ProviderId, e.StatusCode, e.Attempts, e.RetryAfter));
        Assert.Contains("a/large: Unavailable", e.Message, StringComparison.Ordinal);
        Assert.Contains("b/large: RateLimited", e.Message, StringComparison.Ordinal);
        Assert.Equal([LlmErrorKind.Unavailable, LlmErrorKind.RateLimited], Assert.IsType<AggregateException>(e.InnerException).InnerExceptions.Cast<LlmProviderException>().Select(i => i.Kind));
        Assert.DoesNotContain("sk-abc", e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Fake.Key, e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_request_after_a_failure_ends_the_call_with_both()
    {
        CannedHandler a = new(Kit.Down), b = new(new CannedResponse(400, "{\"error\":{\"message\":\"no\"}}")), c = new(Kit.Ok);

        var e = await Fake.FailureAsync(() => Kit.Client(a, b, c).GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.InvalidRequest, 2, 0), (e.Kind, e.Attempts, c.Sent.Count));
        Assert.Contains("a/large: Unavailable", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_call_goes_to_no_other_target()
    {
        using var cancel = new CancellationTokenSource();
        CannedHandler a = new(new CannedResponse(Kit.Ok) { Silent = true }) { OnRequest = _ => cancel.Cancel() }, b = new(Kit.Ok);

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Kit.Client(a, b).GetResponseAsync("hi", cancellationToken: cancel.Token));

        Assert.Equal((cancel.Token, 0), (e.CancellationToken, b.Sent.Count));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_when_a_target_fails_goes_to_no_other()
    {
        using var cancel = new CancellationTokenSource();
        CannedHandler b = new(Kit.Ok);
        var a = new StubClient(_ =>
        {
            cancel.Cancel();
            throw new HttpRequestException("gone");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Kit.Client(new ModelGroupTarget("theirs") { Client = a }, Kit.Target("b", b)).GetResponseAsync("hi", cancellationToken: cancel.Token));

        Assert.Empty(b.Sent);
    }

    private static ModelItem Model(int? window, Modalities input = Modalities.None) => new() { Id = "m", ProviderId = "fake", ContextWindow = window, Input = input };
}
