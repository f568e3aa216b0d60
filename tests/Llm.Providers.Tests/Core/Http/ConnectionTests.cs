using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Http;

/// <summary>Trying the way to a provider.</summary>
public sealed class ConnectionTests
{
    [Fact]
    [Trait("Requirement", "S61")]
    public async Task S61_a_test_says_address_source_of_the_key_time_and_models()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var handler = new CannedHandler("[\"large\",\"small\"]") { OnRequest = _ => time.Advance(TimeSpan.FromMilliseconds(120)) };

        var test = await Fake.Provider(handler, time).TestConnectionAsync();

        Assert.Equal((true, true, 2, TimeSpan.FromMilliseconds(120)), (test.Succeeded, test.Tried, test.ModelCount, test.Latency));
        Assert.Equal(("fake", "https://api.fake.test/v1/", SettingSource.Code), (test.ProviderId, test.Endpoint!.AbsoluteUri, test.KeySource));
        Assert.Equal((HttpMethod.Get, "https://api.fake.test/v1/models"), (handler.Single.Method, handler.Single.Uri.AbsoluteUri));
        Assert.DoesNotContain(Fake.Key, test.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, LlmErrorKind.Authentication, "LlmProviders:fake:ApiKey")]
    [InlineData(403, LlmErrorKind.PermissionDenied, "right to list models")]
    [InlineData(404, LlmErrorKind.ModelNotFound, "LlmProviders:fake:Endpoint")]
    [InlineData(429, LlmErrorKind.RateLimited, "try again later")]
    [InlineData(503, LlmErrorKind.Unavailable, "try again later")]
    [Trait("Requirement", "S61")]
    public async Task S61_a_check_explains_what_is_wrong_without_throwing(int status, LlmErrorKind kind, string advice)
    {
        var test = await Fake.Provider(new CannedHandler(new CannedResponse(status, "{}")), configure: o => o.MaxRetries = 0).CheckConnectionAsync();

        Assert.Equal((false, true, kind), (test.Succeeded, test.Tried, test.Error?.Kind));
        Assert.Contains(advice, test.Advice, StringComparison.Ordinal);
        Assert.NotNull(test.Latency);
    }

    [Fact]
    [Trait("Requirement", "S61")]
    public async Task S61_wrong_settings_are_found_before_anything_is_sent()
    {
        var handler = new CannedHandler("[]");
        var provider = new FakeProvider(new FakeOptions(), new(new HttpClient(handler)) { Environment = _ => null });

        var test = await provider.CheckConnectionAsync();

        Assert.Equal((LlmErrorKind.Configuration, false, SettingSource.None), (test.Error?.Kind, test.Tried, test.KeySource));
        Assert.Contains("FAKE_API_KEY", test.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(LlmErrorKind.Configuration, (await Fake.FailureAsync(() => provider.TestConnectionAsync())).Kind);
        Assert.Empty(handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S61")]
    public async Task S61_a_vault_that_fails_is_an_outcome_and_gives_no_key_away()
    {
        var options = new FakeOptions { ApiKeyCallback = (_, _) => throw new InvalidOperationException("vault sealed, token sk-abcdefghijklmnop0123") };

        var test = await new FakeProvider(options, new(new HttpClient(new CannedHandler("[]")))).CheckConnectionAsync();

        Assert.Equal((LlmErrorKind.Configuration, false), (test.Error?.Kind, test.Tried));
        Assert.Contains("ApiKeyCallback", test.Error!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijklmnop", test.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S61")]
    public async Task S61_a_vendor_without_a_free_request_is_not_asked()
    {
        var handler = new CannedHandler("{}");
        var provider = new OpenAICompatibleProvider(Voyage.Preset, new() { ApiKey = "k" }, new(new HttpClient(handler)));

        var test = await provider.TestConnectionAsync();

        Assert.Equal((true, false, null, SettingSource.Code), (test.Succeeded, test.Tried, test.Latency, test.KeySource));
        Assert.Empty(handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "S63")]
    public async Task S63_a_check_that_is_cancelled_throws_cancellation()
    {
        using var source = new CancellationTokenSource();
        var check = Fake.Provider(new CannedHandler(new CannedResponse("") { Silent = true })).CheckConnectionAsync(source.Token);

        await source.CancelAsync();

        Assert.Equal(source.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check)).CancellationToken);
    }
}
