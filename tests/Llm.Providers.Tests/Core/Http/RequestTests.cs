using Llm.Providers.Tests.Support;
using NSubstitute;

namespace Llm.Providers.Tests.Core.Http;

/// <summary>Address, key and headers of what is sent.</summary>
public sealed class RequestTests
{
    private const string Answer = "{\"text\":\"ok\",\"finish\":\"stop\"}";

    [Theory]
    [InlineData("https://h.test", "https://h.test/talk")]
    [InlineData("https://h.test/", "https://h.test/talk")]
    [InlineData("https://h.test/v1", "https://h.test/v1/talk")]
    [InlineData("https://h.test/v1/", "https://h.test/v1/talk")]
    [InlineData("https://h.test/v1//", "https://h.test/v1/talk")]
    [InlineData("https://h.test:8443/a/b/", "https://h.test:8443/a/b/talk")]
    [InlineData("https://h.test/v1/chat/completions", "https://h.test/v1/talk")]
    [InlineData("https://h.test/v1/chat/completions/", "https://h.test/v1/talk")]
    [InlineData("https://h.test/v1/models", "https://h.test/v1/talk")]
    [InlineData("https://h.test/v1?api-version=2026-01-01", "https://h.test/v1/talk?api-version=2026-01-01")]
    [InlineData("https://h.test/v1/?a=1&b=2", "https://h.test/v1/talk?a=1&b=2")]
    [InlineData("https://h.test/a%20b/v1", "https://h.test/a%20b/v1/talk")]
    [Trait("Requirement", "T28")]
    [Trait("Requirement", "S39")]
    public async Task T28_every_form_of_an_endpoint_joins_with_the_path(string endpoint, string expected)
    {
        var handler = new CannedHandler(Answer);

        await Fake.Client(handler, configure: o => o.Endpoint = new(endpoint)).GetResponseAsync("hi");

        Assert.Equal(expected, handler.Single.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://h.test/v1/", "/api/tags", "https://h.test/api/tags")]
    [InlineData("https://h.test/v1/?k=1", "/api/tags", "https://h.test/api/tags?k=1")]
    [InlineData("https://h.test/v1/?k=1", "x?alt=sse", "https://h.test/v1/x?alt=sse&k=1")]
    public void T28_a_leading_slash_starts_at_the_host_and_queries_are_joined(string endpoint, string path, string expected) =>
        Assert.Equal(expected, EndpointUri.Combine(EndpointUri.Normalize(new(endpoint)), path).AbsoluteUri);

    [Fact]
    public async Task The_key_goes_out_as_bearer_with_our_name_and_JSON()
    {
        var handler = new CannedHandler(Answer);

        await Fake.Client(handler).GetResponseAsync("hi");

        Assert.Equal($"Bearer {Fake.Key}", handler.Single.Header("Authorization"));
        Assert.StartsWith("Llm.Providers/", handler.Single.Header("User-Agent"), StringComparison.Ordinal);
        Assert.DoesNotContain("+", handler.Single.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Equal("application/json", handler.Single.Header("Content-Type"));
        Assert.Equal(handler.Single.Body.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), handler.Single.Header("Content-Length"));
        Assert.Equal(HttpMethod.Post, handler.Single.Method);
    }

    [Fact]
    [Trait("Requirement", "T41")]
    public async Task T41_headers_are_added_per_provider_and_per_call_and_the_call_wins()
    {
        var handler = new CannedHandler(Answer);
        var client = Fake.Client(handler, configure: o => (o.Headers["X-Title"], o.Headers["X-Team"], o.Headers["User-Agent"]) = ("provider", "a", "Mine/1"));
        var options = new ChatOptions { AdditionalProperties = new() { [LlmPropertyNames.Headers] = new Dictionary<string, string> { ["X-Title"] = "call", ["X-Call"] = "1" } } };

        await client.GetResponseAsync("hi", options);

        Assert.Equal(("call", "a", "1", "Mine/1"), (handler.Single.Header("X-Title"), handler.Single.Header("X-Team"), handler.Single.Header("X-Call"), handler.Single.Header("User-Agent")));
    }

    [Theory]
    [InlineData("Content-Type")]
    [InlineData("not a name")]
    [InlineData("")]
    public async Task A_header_that_cannot_be_set_is_a_configuration_fault(string name)
    {
        var handler = new CannedHandler(Answer);

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(handler, configure: o => o.Headers[name] = "x").GetResponseAsync("hi"));

        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("LlmProviders:fake:Headers", e.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Sent);
    }

    [Theory]
    [InlineData("key\nwith a line")]
    [InlineData("clé-secrète")]
    public async Task A_key_that_no_header_can_carry_is_a_configuration_fault_that_does_not_show_it(string key)
    {
        var handler = new CannedHandler(Answer);

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(handler, configure: o => o.ApiKey = key).GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.Configuration, 0), (e.Kind, e.Attempts));
        Assert.Contains("LlmProviders:fake:ApiKey", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, e.ToString(), StringComparison.Ordinal);
        Assert.Empty(handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S48")]
    public async Task S48_without_a_key_nothing_is_sent_and_every_place_for_it_is_named()
    {
        var handler = new CannedHandler(Answer);
        var provider = new FakeProvider(new(), new(new HttpClient(handler)) { Environment = _ => null });

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => provider.CreateChatClient().GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.Configuration, 0), (e.Kind, e.Attempts));
        Assert.Contains("LlmProviders:fake:ApiKey", e.Message, StringComparison.Ordinal);
        Assert.Contains("FAKE_API_KEY", e.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Sent);
    }

    [Fact]
    public async Task A_provider_that_needs_no_key_sends_none()
    {
        var handler = new CannedHandler(Answer);
        var local = FakeProvider.Description with { Schema = new ConfigSchema<FakeOptions>().Key("FAKE_API_KEY", required: false).Endpoint(new("http://localhost:1234/")).Tuning() };
        var provider = new FakeProvider(new(), new(new HttpClient(handler)) { Environment = _ => null }, local);

        await provider.CreateChatClient().GetResponseAsync("hi");

        Assert.Null(handler.Single.Header("Authorization"));
    }

    [Fact]
    public async Task The_key_is_asked_for_at_every_attempt()
    {
        var keys = Substitute.For<IKeyResolver>();
        keys.ResolveAsync(Arg.Any<KeyRequest>(), Arg.Any<CancellationToken>()).Returns(ValueTask.FromResult<string?>("first-key"), ValueTask.FromResult<string?>("second-key"));
        var handler = new CannedHandler(new CannedResponse(503, "{}"), new CannedResponse(Answer));
        var provider = new FakeProvider(new(), new(new HttpClient(handler), new EagerTime(), keys));

        await provider.CreateChatClient().GetResponseAsync("hi");

        Assert.Equal(["Bearer first-key", "Bearer second-key"], handler.Sent.Select(r => r.Header("Authorization")));
        await keys.Received(2).ResolveAsync(new KeyRequest("fake", new("https://api.fake.test/v1/")), Arg.Any<CancellationToken>());
    }

    [Fact]
    [Trait("Requirement", "T28")]
    public async Task T28_a_redirect_is_not_followed_and_the_setting_is_named()
    {
        var handler = new CannedHandler(new CannedResponse(307, "").With("Location", "https://elsewhere.test/v1/talk"));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => Fake.Client(handler).GetResponseAsync("hi"));

        Assert.Single(handler.Sent);
        Assert.Equal(LlmErrorKind.Configuration, e.Kind);
        Assert.Contains("https://elsewhere.test/v1/talk", e.Message, StringComparison.Ordinal);
        Assert.Contains("LlmProviders:fake:Endpoint", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_models_is_asked_for_and_merged_with_what_is_known()
    {
        var handler = new CannedHandler("[\"large\",\"brand-new\"]");

        var models = await Fake.Provider(handler).ListModelsAsync();

        Assert.Equal((HttpMethod.Get, "https://api.fake.test/v1/models", 0), (handler.Single.Method, handler.Single.Uri.AbsoluteUri, handler.Single.Body.Length));
        Assert.Equal([("large", true, ModelOrigin.Catalog), ("brand-new", false, ModelOrigin.Discovered)], models.Select(m => (m.Id, m.IsDefault, m.Origin)));
    }

    [Fact]
    [Trait("Requirement", "S61")]
    public async Task S61_a_connection_is_tested_only_when_asked_and_says_what_is_wrong()
    {
        var handler = new CannedHandler(new CannedResponse(401, "{\"error\":{\"message\":\"bad key\"}}"));
        var provider = Fake.Provider(handler);
        using var client = provider.CreateChatClient();
        Assert.Empty(handler.Sent);

        Assert.Equal(LlmErrorKind.Authentication, (await Assert.ThrowsAsync<LlmProviderException>(() => provider.TestConnectionAsync())).Kind);
    }
}
