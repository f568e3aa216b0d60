using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Chaos;

/// <summary>What holds for addresses, headers, retries and errors on every wire.</summary>
public sealed class EveryWireRequestTests
{
    private const string TooLong = "This model's maximum context length is 8192 tokens. However, your messages resulted in 9000 tokens.";

    public static TheoryData<string> Names => ChaosWires.Names;

    public static IEnumerable<object[]> Delays =>
        from wire in ChaosWires.All
        from delay in new[] { ("retry-after-ms", "1500", 1.5), ("retry-after", "1.5", 1.5), ("retry-after", "Mon, 23 Nov 2026 12:00:09 GMT", 9) }
        select new object[] { wire.Name, delay.Item1, delay.Item2, delay.Item3 };

    public static IEnumerable<object[]> Overflows =>
        from wire in ChaosWires.All
        from answer in new[]
        {
            (400, $$$"""{"error":{"message":"{{{TooLong}}}","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"""),
            (400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}"""),
            (400, """{"object":"error","message":"This model's maximum context length is 1024 tokens. You passed 1015 input tokens and requested 100 output tokens.","type":"BadRequestError","code":400}"""),
            (400, """{"error":{"code":400,"message":"the request exceeds the available context size","type":"exceed_context_size_error","n_prompt_tokens":4096,"n_ctx":2048}}"""),
            (422, """{"message":"Prompt contains 40000 tokens, too large for model with 32768 maximum context length"}"""),
            (413, "{}"),
            (429, $$$"""{"error":{"message":"{{{TooLong}}}"}}"""),
            (500, """{"error":{"message":"the length of all messages is too long"}}"""),
        }
        select new object[] { wire.Name, answer.Item1, answer.Item2 };

    public static IEnumerable<object[]> Addresses =>
        from wire in ChaosWires.All
        from address in new[] { "https://gate.test/team", "https://gate.test/team/", "https://gate.test/team//", "https://gate.test/team?tenant=7", "https://gate.test/team/?tenant=7" }
        select new object[] { wire.Name, address };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task T17_a_dead_quota_is_not_asked_again(string wire)
    {
        var handler = new CannedHandler(new CannedResponse(429, """{"error":{"message":"You exceeded your current quota, please check your plan.","type":"insufficient_quota","code":"insufficient_quota"}}""").With("retry-after", "1"));

        var e = await FailAsync(wire, handler);

        Assert.Single(handler.Sent);
        Assert.Equal((LlmErrorKind.QuotaExceeded, false), (e.Kind, e.IsTransient));
    }

    [Theory]
    [MemberData(nameof(Delays))]
    public async Task T18_the_delay_a_vendor_asks_for_is_kept(string wire, string header, string value, double seconds)
    {
        var time = new EagerTime();
        var handler = new CannedHandler(new CannedResponse(503, "{}").With(header, value), Whole(wire));

        await Create(wire, handler, time).GetResponseAsync("hi");

        Assert.Equal(2, handler.Sent.Count);
        Assert.Equal(seconds, time.Delays.Sum(d => d.TotalSeconds), tolerance: 0.001);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task T18_the_word_of_the_vendor_on_retries_beats_the_status(string wire)
    {
        var refuses = new CannedHandler(new CannedResponse(503, "{}").With("x-should-retry", "false"));
        var wants = new CannedHandler(new CannedResponse(400, "{}").With("x-should-retry", "true"), Whole(wire));

        await FailAsync(wire, refuses);
        await Create(wire, wants, new EagerTime()).GetResponseAsync("hi");

        Assert.Equal((1, 2), (refuses.Sent.Count, wants.Sent.Count));
    }

    [Theory]
    [MemberData(nameof(Overflows))]
    public async Task T22_a_conversation_that_is_too_long_is_known_by_any_words(string wire, int status, string body)
    {
        var handler = new CannedHandler(new CannedResponse(status, body));

        var e = await FailAsync(wire, handler);

        Assert.Equal((LlmErrorKind.ContextLengthExceeded, 1), (e.Kind, handler.Sent.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task T22_tokens_per_minute_are_a_rate_and_no_length(string wire)
    {
        var handler = new CannedHandler(new CannedResponse(429, """{"error":{"message":"Rate limit reached for tokens per min (TPM): Limit 30000, Used 29000, Requested 2000. Reduce the length of the messages.","type":"tokens"}}"""));

        Assert.Equal(LlmErrorKind.RateLimited, (await FailAsync(wire, handler)).Kind);
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task T28_every_form_of_an_address_is_joined_once(string wire, string address)
    {
        var handler = new CannedHandler(Whole(wire));

        await Create(wire, handler, configure: o => o.Endpoint = new(address)).GetResponseAsync("hi");

        var sent = handler.Single.Uri;
        Assert.StartsWith("/team/", sent.AbsolutePath, StringComparison.Ordinal);
        Assert.DoesNotContain("//", sent.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(address.Contains("tenant=7", StringComparison.Ordinal), sent.Query.Contains("tenant=7", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task T28_a_redirect_is_not_followed_with_the_key(string wire)
    {
        var handler = new CannedHandler(new CannedResponse(307, "").With("location", "https://elsewhere.test/"));

        var e = await FailAsync(wire, handler);

        Assert.Equal((LlmErrorKind.Configuration, 1), (e.Kind, handler.Sent.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task T29_a_model_nobody_has_heard_of_is_the_vendors_to_judge(string wire)
    {
        var handler = new CannedHandler(Whole(wire));

        await ChaosWires.Named(wire).Create(handler, null, null).CreateChatClient("made-up-model:2099").GetResponseAsync("hi");

        Assert.Contains("made-up-model:2099", handler.Single.Text + Uri.UnescapeDataString(handler.Single.Uri.AbsoluteUri), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task T36_the_time_limit_of_a_given_client_is_named_and_a_cancellation_stays_one(string wire)
    {
        await using var container = Build(wire, new CannedHandler(new CannedResponse("") { Silent = true }), client => client.Timeout = TimeSpan.FromMilliseconds(1));
        var client = container.GetRequiredKeyedService<BaseLlmProvider>(wire).CreateChatClient(ChaosWires.Named(wire).Model);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi"));
        var cancellation = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetResponseAsync("hi", cancellationToken: cancelled.Token));

        Assert.Equal(LlmErrorKind.Timeout, e.Kind);
        Assert.Contains("Timeout.InfiniteTimeSpan", e.Message, StringComparison.Ordinal);
        Assert.Equal(cancelled.Token, cancellation.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task T41_headers_and_address_are_the_providers_and_headers_are_the_calls_as_well(string wire)
    {
        var handler = new CannedHandler(Whole(wire));
        var client = Create(wire, handler, configure: o =>
        {
            o.Endpoint = new("https://gate.test/team/");
            o.Headers["x-team"] = "blue";
            o.Headers["x-both"] = "provider";
        });

        await client.GetResponseAsync("hi", new() { AdditionalProperties = new() { [LlmPropertyNames.Headers] = new Dictionary<string, string> { ["x-call"] = "7", ["x-both"] = "call" } } });

        Assert.Equal("gate.test", handler.Single.Uri.Host);
        Assert.Equal(("blue", "7", "call"), (handler.Single.Header("x-team"), handler.Single.Header("x-call"), handler.Single.Header("x-both")));
        Assert.DoesNotContain("llm.", handler.Single.Text, StringComparison.Ordinal);
    }

    private static CannedResponse Whole(string wire) => new(ChaosWires.Named(wire).Body);

    private static IChatClient Create(string wire, HttpMessageHandler handler, TimeProvider? time = null, Action<LlmProviderOptions>? configure = null) =>
        ChaosWires.Named(wire).Create(handler, time, configure).CreateChatClient(ChaosWires.Named(wire).Model);

    private static async Task<LlmProviderException> FailAsync(string wire, HttpMessageHandler handler) => await Fake.FailureAsync(() => Create(wire, handler, new EagerTime()).GetResponseAsync("hi"));

    private static ServiceProvider Build(string wire, HttpMessageHandler handler, Action<HttpClient> configure)
    {
        var services = new ServiceCollection();
        var builder = services.AddLlmProviders().UseHandler(handler).ConfigureHttpClient(c => c.ConfigureHttpClient(configure));
        ChaosWires.Named(wire).Register(builder, _ => { });
        return services.BuildServiceProvider();
    }
}
