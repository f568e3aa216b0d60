using System.Net.Sockets;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Http;

/// <summary>How often and after what delay a call is tried again. The clock jumps over every delay and keeps it.</summary>
[Trait("Requirement", "S57")]
[Trait("Requirement", "S64")]
[Trait("Requirement", "S65")]
[Trait("Requirement", "T18")]
[Trait("Requirement", "T19")]
public sealed class RetryTests
{
    private static readonly CannedResponse s_ok = new("{\"text\":\"ok\",\"finish\":\"stop\"}");

    private readonly EagerTime _time = new();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    [InlineData(10, 11)]
    [Trait("Requirement", "S41")]
    public async Task T19_the_number_of_requests_is_one_and_the_retries(int retries, int requests)
    {
        var handler = new CannedHandler(new CannedResponse(503, "{}"));

        var e = await FailAsync(handler, o => o.MaxRetries = retries);

        Assert.Equal(requests, handler.Sent.Count);
        Assert.Equal((LlmErrorKind.Unavailable, requests), (e.Kind, e.Attempts));
        Assert.Equal(retries, _time.Delays.Count);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(529)]
    public async Task A_passing_failure_is_tried_again_with_the_same_body(int status)
    {
        var handler = new CannedHandler(new CannedResponse(status, "{\"error\":{\"message\":\"wait\"}}"), s_ok);

        var response = await Fake.Client(handler, _time).GetResponseAsync("hello");

        Assert.Equal("ok", response.Text);
        Assert.Equal(2, handler.Sent.Count);
        Assert.Equal(handler.Sent[0].Text, handler.Sent[1].Text);
        Assert.Contains("hello", handler.Sent[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}\n\n")]
    [InlineData("{\"error\":{\"message\":\"Too many requests\",\"code\":429}}")]
    [InlineData(": a comment\n\n")]
    [InlineData("")]
    [Trait("Requirement", "T05")]
    public async Task T05_a_stream_that_fails_before_its_first_content_is_a_failed_attempt(string body)
    {
        var handler = new CannedHandler(new CannedResponse(body), new CannedResponse(Fake.Events("{\"text\":\"ok\"}", "{\"finish\":\"stop\"}")));

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(handler, _time));

        Assert.Null(failure);
        Assert.Equal("ok", updates.ToChatResponse().Text);
        Assert.Equal((2, 1), (handler.Sent.Count, _time.Delays.Count));
    }

    [Fact]
    [Trait("Requirement", "T05")]
    public async Task T05_a_stream_that_keeps_failing_first_is_sent_as_often_as_any_other_request()
    {
        var handler = new CannedHandler(new CannedResponse("data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}\n\n"));

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(handler, _time, o => o.MaxRetries = 2));

        Assert.Empty(updates);
        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.Unavailable, 3, 3), (e.Kind, e.Attempts, handler.Sent.Count));
    }

    [Fact]
    [Trait("Requirement", "T05")]
    public async Task T05_a_stream_that_fails_after_content_is_not_tried_again()
    {
        var handler = new CannedHandler(new CannedResponse(Fake.Events("{\"text\":\"par\"}", "{\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}")));

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(handler, _time));

        Assert.Equal("par", updates.ToChatResponse().Text);
        Assert.Equal((LlmErrorKind.Unavailable, 1), (Assert.IsType<LlmProviderException>(failure).Kind, handler.Sent.Count));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(302)]
    public async Task A_lasting_failure_is_not_tried_again(int status) => await SentOnceAsync(new(status, "{\"error\":{\"message\":\"no\"}}"));

    [Theory]
    [InlineData("{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}", null)]
    [InlineData("{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}", "20")]
    [InlineData("{\"error\":{\"message\":\"m\",\"type\":\"exceeded_current_quota_error\"}}", null)]
    [InlineData("{\"error\":{\"message\":\"Insufficient Balance\"}}", null)]
    [Trait("Requirement", "T17")]
    public async Task T17_an_exhausted_account_is_not_tried_again(string body, string? retryAfter)
    {
        var response = new CannedResponse(429, body);

        var e = await SentOnceAsync(retryAfter is null ? response : response.With("Retry-After", retryAfter));

        Assert.Equal((LlmErrorKind.QuotaExceeded, false), (e.Kind, e.IsTransient));
    }

    [Fact]
    public async Task A_refused_connection_is_tried_again()
    {
        var handler = new CannedHandler(CannedResponse.Throws(new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused))), s_ok);

        Assert.Equal("ok", (await Fake.Client(handler, _time).GetResponseAsync("hi")).Text);
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task A_server_that_stays_away_is_named_with_its_address()
    {
        var handler = new CannedHandler(CannedResponse.Throws(new HttpRequestException("refused")));

        var e = await FailAsync(handler);

        Assert.Equal((LlmErrorKind.Network, 4, true), (e.Kind, e.Attempts, e.IsTransient));
        Assert.Contains("https://api.fake.test/v1/", e.Message, StringComparison.Ordinal);
        Assert.IsType<HttpRequestException>(e.InnerException);
    }

    [Fact]
    public async Task A_connection_that_is_not_made_in_time_is_tried_again_and_named()
    {
        // What SocketsHttpHandler throws when its ConnectTimeout passes.
        var handler = new CannedHandler(CannedResponse.Throws(new TaskCanceledException("connect", new TimeoutException("connect"))));

        var e = await FailAsync(handler);

        Assert.Equal((LlmErrorKind.Network, 4), (e.Kind, e.Attempts));
        Assert.Contains("LlmProviders:fake:ConnectTimeout", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Retry-After", "7", 7_000)]
    [InlineData("Retry-After", "1.5", 1_500)]
    [InlineData("Retry-After", "Mon, 23 Nov 2026 12:00:09 GMT", 9_000)]
    [InlineData("retry-after-ms", "250", 250)]
    public async Task T18_the_delay_the_vendor_names_is_kept(string header, string value, int milliseconds)
    {
        var handler = new CannedHandler(new CannedResponse(429, "{}").With(header, value), s_ok);

        await Fake.Client(handler, _time).GetResponseAsync("hi");

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Assert.Single(_time.Delays));
    }

    [Fact]
    public async Task T18_milliseconds_are_more_exact_than_seconds()
    {
        var handler = new CannedHandler(new CannedResponse(429, "{}").With("Retry-After", "9").With("retry-after-ms", "120"), s_ok);

        await Fake.Client(handler, _time).GetResponseAsync("hi");

        Assert.Equal(TimeSpan.FromMilliseconds(120), Assert.Single(_time.Delays));
    }

    [Theory]
    [InlineData("0", 0d)]
    [InlineData("-5", 0d)]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT", 0d)]
    [InlineData("1.5", 1.5)]
    [InlineData("99999999", 31_536_000d)]
    [InlineData("1e300", 31_536_000d)]
    [InlineData("NaN", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void T18_odd_delays_are_read_sanely(string value, double? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", value);

        Assert.Equal(seconds, RetryHeaders.RetryAfter(response.Headers, _time)?.TotalSeconds);
    }

    [Theory]
    [InlineData("Retry-After", "0")]
    [InlineData("Retry-After", "-5")]
    [InlineData("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")]
    [InlineData("retry-after-ms", "0")]
    public async Task T18_a_delay_of_nothing_leaves_the_waits_as_they_are_without_one(string header, string value)
    {
        await FailAsync(new CannedHandler(new CannedResponse(503, "{}").With(header, value)));

        Assert.Equal(3, _time.Delays.Count);
        Assert.All(_time.Delays, d => Assert.True(d > TimeSpan.Zero));
        Assert.True(_time.Delays.Sum(d => d.TotalSeconds) > 0.5);
    }

    [Fact]
    public async Task T18_a_longer_delay_than_allowed_is_thrown_at_once()
    {
        var handler = new CannedHandler(new CannedResponse(429, "{}").With("Retry-After", "61"));

        var e = await FailAsync(handler);

        Assert.Single(handler.Sent);
        Assert.Equal((LlmErrorKind.RateLimited, TimeSpan.FromSeconds(61), true, 1), (e.Kind, e.RetryAfter, e.IsTransient, e.Attempts));
        Assert.Contains("61 s", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_delay_of_exactly_the_longest_allowed_is_waited_for()
    {
        await Fake.Client(new CannedHandler(new CannedResponse(429, "{}").With("Retry-After", "60"), s_ok), _time).GetResponseAsync("hi");

        Assert.Equal(TimeSpan.FromSeconds(60), Assert.Single(_time.Delays));
    }

    [Fact]
    public async Task Without_a_named_delay_the_waits_grow_and_stay_under_the_longest()
    {
        await FailAsync(new CannedHandler(new CannedResponse(500, "{}")), o => (o.MaxRetries, o.MaxRetryDelay) = (10, TimeSpan.FromSeconds(5)));

        Assert.Equal(10, _time.Delays.Count);
        Assert.All(_time.Delays, d => Assert.InRange(d, TimeSpan.Zero, TimeSpan.FromSeconds(5)));
        Assert.InRange(_time.Delays[0], TimeSpan.Zero, TimeSpan.FromSeconds(1.5));
        Assert.True(_time.Delays[^1] > _time.Delays[0]);
    }

    [Fact]
    public async Task An_endless_longest_delay_is_allowed()
    {
        var handler = new CannedHandler(new CannedResponse(429, "{}").With("Retry-After", "7200"), s_ok);

        await Fake.Client(handler, _time, o => o.MaxRetryDelay = Timeout.InfiniteTimeSpan).GetResponseAsync("hi");

        Assert.Equal(TimeSpan.FromHours(2), Assert.Single(_time.Delays));
    }

    [Fact]
    public async Task T18_the_vendors_word_on_retrying_beats_the_status()
    {
        var no = new CannedHandler(new CannedResponse(503, "{}").With("x-should-retry", "false"));
        var yes = new CannedHandler(new CannedResponse(400, "{}").With("x-should-retry", "true"), s_ok);

        var e = await FailAsync(no);
        await Fake.Client(yes, _time).GetResponseAsync("hi");

        Assert.Single(no.Sent);
        Assert.False(e.IsTransient);
        Assert.Equal(2, yes.Sent.Count);
    }

    [Fact]
    public async Task A_stream_is_tried_again_before_its_answer_and_never_after()
    {
        var stream = new CannedResponse(Fake.Events("{\"text\":\"Hel\"}"));
        var handler = new CannedHandler(new CannedResponse(529, "{}"), stream, s_ok);

        var (updates, failure) = await Fake.ReadAsync(Fake.Client(handler, _time));

        Assert.Single(updates);
        var e = Assert.IsType<LlmProviderException>(failure);
        Assert.Equal((LlmErrorKind.StreamInterrupted, 2), (e.Kind, e.Attempts));
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task A_time_limit_of_our_own_is_not_tried_again()
    {
        var time = new StepTime();
        var handler = new CannedHandler(new CannedResponse("") { Silent = true });
        var call = Fake.Client(handler, time).GetResponseAsync("hi");

        time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(LlmErrorKind.Timeout, (await Assert.ThrowsAsync<LlmProviderException>(() => call)).Kind);
        Assert.Single(handler.Sent);
    }

    [Fact]
    public async Task Every_attempt_has_the_whole_time_limit()
    {
        var handler = new CannedHandler(new CannedResponse(503, "{}").With("Retry-After", "50"), s_ok);

        await Fake.Client(handler, _time, o => o.Timeouts.Total = TimeSpan.FromSeconds(10)).GetResponseAsync("hi");

        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    public async Task A_cancelled_wait_is_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        var time = new StepTime();
        var handler = new CannedHandler(new CannedResponse(429, "{}").With("Retry-After", "30"));
        var call = Fake.Client(handler, time).GetResponseAsync("hi", cancellationToken: source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "T36")]
    public async Task T36_a_time_limit_of_a_given_client_is_explained()
    {
        using var http = new HttpClient(new CannedHandler(new CannedResponse("") { Silent = true })) { Timeout = TimeSpan.FromMilliseconds(1) };
        var client = new FakeProvider(Fake.Options(), new(http)).CreateChatClient();

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => client.GetResponseAsync("hi"));

        Assert.Equal(LlmErrorKind.Timeout, e.Kind);
        Assert.Contains("Timeout.InfiniteTimeSpan", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "T36")]
    public void T36_our_own_client_has_no_time_limit() =>
        Assert.Equal(Timeout.InfiniteTimeSpan, HttpDefaults.GetClient(new()).Timeout);

    [Fact]
    [Trait("Requirement", "S56")]
    public void Connections_are_opened_as_the_settings_say()
    {
        using var handler = HttpDefaults.CreateHandler(new LlmProviderOptions { Timeouts = new() { Connect = TimeSpan.FromSeconds(3) } });

        Assert.Equal((20, TimeSpan.FromSeconds(3), false, false), (handler.MaxConnectionsPerServer, handler.ConnectTimeout, handler.AllowAutoRedirect, handler.UseCookies));
        Assert.NotEqual(Timeout.InfiniteTimeSpan, handler.PooledConnectionLifetime);
    }

    private async Task<LlmProviderException> FailAsync(CannedHandler handler, Action<FakeOptions>? configure = null) =>
        await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(handler, _time, configure).GetResponseAsync("hi"));

    private async Task<LlmProviderException> SentOnceAsync(CannedResponse response)
    {
        var handler = new CannedHandler(response, s_ok);

        var e = await FailAsync(handler);

        Assert.Single(handler.Sent);
        Assert.Equal(1, e.Attempts);
        return e;
    }
}
