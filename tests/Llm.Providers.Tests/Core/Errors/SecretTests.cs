using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Errors;

/// <summary>Secrets beside the key: in headers and in the query of an address. Nothing that leaves the library holds them.</summary>
public sealed class SecretTests
{
    private const string Header = "hdr-4711-aabbccdd";
    private const string Query = "qry-0815-eeffgghh";

    public static TheoryData<int, string> Answers => new()
    {
        { 401, $"{{\"error\":{{\"message\":\"Bad token {Header} for {Query}\",\"code\":\"{Header}\",\"type\":\"{Query}\"}}}}" },
        { 500, $"<html>{Header} {Query}</html>" },
        { 429, $"{{\"error\":{{\"message\":\"{Query[..^3]}" },
        { 200, $"{{\"error\":{{\"message\":\"{Header} {Query}\"}}}}" },
        { 200, $"{Header} {Query}" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Headers_and_queries_that_are_echoed_are_taken_out(int status, string body)
    {
        using var log = new LogRecorder();
        var handler = new CannedHandler(new CannedResponse(status, body).With("x-request-id", $"{Header}/{Query}"));
        var provider = Fake.Provider(handler, new EagerTime(), Configure, log);

        foreach (var streamed in new[] { true, false })
        {
            var e = Assert.IsType<LlmProviderException>(streamed
                ? (await Fake.ReadAsync(provider.CreateChatClient())).Failure
                : await Record.ExceptionAsync(() => provider.CreateChatClient().GetResponseAsync("hi")));

            AssertClean(string.Join(' ', e, e.ErrorCode, e.ErrorType, e.VendorMessage, e.RequestId, e.ResponseBody, e.PartialText));
        }

        AssertClean(log.Text);
        Assert.Contains(Header, handler.Sent[0].Header("authorization"), StringComparison.Ordinal);
        Assert.Contains(Query, handler.Sent[0].Uri.Query, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Secrets_in_the_headers_of_a_call_are_taken_out_of_what_it_comes_to(int status, string body)
    {
        using var log = new LogRecorder();
        var handler = new CannedHandler(new CannedResponse(status, body).With("x-request-id", $"{Header}/{Query}"));
        var client = Fake.Client(handler, new EagerTime(), log: log);
        ChatOptions options = new() { AdditionalProperties = new() { [LlmPropertyNames.Headers] = new Dictionary<string, string> { ["X-User-Token"] = $"Bearer {Header}", ["x-gate-key"] = Query } } };

        foreach (var streamed in new[] { true, false })
        {
            var e = await Fake.FailureAsync(() => streamed ? client.GetStreamingResponseAsync("hi", options).ToListAsync().AsTask() : client.GetResponseAsync("hi", options));

            AssertClean(string.Join(' ', e, e.ErrorCode, e.ErrorType, e.VendorMessage, e.RequestId, e.ResponseBody, e.PartialText));
        }

        AssertClean(log.Text);
        Assert.Equal($"Bearer {Header}", handler.Sent[0].Header("x-user-token"));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_named_without_its_query()
    {
        var e = await Fake.FailureAsync(() => Fake.Client(new CannedHandler(CannedResponse.Throws(new HttpRequestException($"no {Query}", new IOException(Header)))), new EagerTime(), Configure).GetResponseAsync("hi"));

        AssertClean(e.ToString());
        Assert.Contains("https://gate.test/v1/", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_shown_without_secrets()
    {
        var options = Fake.Options(Configure);
        var wrong = Assert.Throws<LlmProviderException>(() => Fake.Provider(new CannedHandler("{}"), configure: o => o.Endpoint = new($"http://gate.test/?key={Query}")));

        AssertClean($"{options} {wrong} {Fake.Provider(new CannedHandler("{}"), configure: Configure)}");
        Assert.DoesNotContain(Fake.Key, options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access_key")]
    [InlineData("auth")]
    [InlineData("X-Signature")]
    [InlineData("sig")]
    public async Task A_query_is_shown_without_its_secrets_wherever_an_address_is(string name)
    {
        var provider = Fake.Provider(new CannedHandler("[]"), configure: o => (o.Endpoint, o.Headers["x-auth"], o.Headers["x-signature"]) = (new($"https://gate.test/v1/?{name}={Query}&region=north"), Header, Header));

        var preview = provider.PreviewRequest([new(ChatRole.User, "hi")]);
        var test = await provider.TestConnectionAsync();

        AssertClean(string.Join(' ', preview, preview.Uri, preview.ToCurl(), SettingsForm.ToJson(provider), test, test.Endpoint));
        Assert.Equal($"?{name}=***&region=north", preview.Uri.Query);
        Assert.Equal($"https://gate.test/v1/?{name}=***&region=north", test.Endpoint!.AbsoluteUri);
        Assert.Contains("region=north", SettingsForm.ToJson(provider), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Short_words_and_harmless_headers_stay()
    {
        var handler = new CannedHandler(new CannedResponse(400, "{\"error\":{\"message\":\"The blue team may not do this.\"}}"));

        var e = await Fake.FailureAsync(() => Fake.Client(handler, configure: o => (o.Headers["x-team"], o.Headers["x-key"]) = ("blue team", "do")).GetResponseAsync("hi"));

        Assert.Equal("The blue team may not do this.", e.VendorMessage);
    }

    private static void Configure(FakeOptions options)
    {
        options.Endpoint = new($"https://gate.test/v1/?access_key={Query}&region=north");
        options.Headers["Authorization"] = $"Token {Header}";
    }

    private static void AssertClean(string text)
    {
        Assert.DoesNotContain(Header[..12], text, StringComparison.Ordinal);
        Assert.DoesNotContain(Query[..12], text, StringComparison.Ordinal);
    }
}
