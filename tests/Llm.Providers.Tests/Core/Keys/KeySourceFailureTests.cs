using Llm.Providers.Tests.Support;
using NSubstitute;

namespace Llm.Providers.Tests.Core.Keys;

/// <summary>A source of keys that fails is told as such, and not as the vendor's failure.</summary>
[Trait("Requirement", "S47")]
public sealed class KeySourceFailureTests
{
    public static TheoryData<string, Exception> Failures
    {
        get
        {
            var data = new TheoryData<string, Exception>();
            foreach (var source in (string[])["ApiKeyCallback", "IKeyResolver", "IKeyStore"])
            {
                data.Add(source, new HttpRequestException("vault.test: connection refused"));
                data.Add(source, new TaskCanceledException("The vault took too long.", new TimeoutException()));
                data.Add(source, new InvalidOperationException("No tenant."));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_source_that_throws_is_a_configuration_fault_that_names_it(string source, Exception cause)
    {
        var handler = new CannedHandler("{}");
        var provider = Provider(handler, source, (_, _) => ValueTask.FromException<string?>(cause));

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => provider.CreateChatClient().GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.Configuration, false, 0, "fake"), (e.Kind, e.IsTransient, e.Attempts, e.ProviderId));
        Assert.Same(cause, e.InnerException);
        Assert.Contains(source == "ApiKeyCallback" ? source : "Proxy", e.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent to api.fake.test", e.Message, StringComparison.Ordinal);
        Assert.Empty(handler.Sent);
    }

    [Fact]
    public async Task A_callback_that_throws_before_it_waits_is_no_different()
    {
        var cause = new FormatException();
        var provider = new FakeProvider(new() { ApiKeyCallback = (_, _) => throw cause });

        Assert.Same(cause, (await Assert.ThrowsAsync<LlmProviderException>(() => provider.FindKeySourceAsync())).InnerException);
    }

    [Fact]
    public async Task What_a_source_says_in_the_words_of_this_library_stays_as_it_is()
    {
        var refusal = new LlmProviderException(LlmErrorKind.Authentication, "The tenant has no key.");
        var provider = new FakeProvider(new() { ApiKeyCallback = (_, _) => throw refusal });

        Assert.Same(refusal, await Assert.ThrowsAsync<LlmProviderException>(() => provider.CreateChatClient().GetResponseAsync("hi")));
    }

    [Theory]
    [InlineData("ApiKeyCallback")]
    [InlineData("IKeyResolver")]
    [InlineData("IKeyStore")]
    public async Task A_call_that_is_cancelled_while_its_key_is_fetched_is_cancelled(string source)
    {
        using var cancellation = new CancellationTokenSource();
        var handler = new CannedHandler("{}");
        var provider = Provider(handler, source, async (_, token) =>
        {
            await cancellation.CancelAsync();
            token.ThrowIfCancellationRequested();
            return "too late";
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.CreateChatClient().GetResponseAsync("hi", cancellationToken: cancellation.Token));

        Assert.Empty(handler.Sent);
    }

    private static FakeProvider Provider(HttpMessageHandler handler, string source, Func<KeyRequest, CancellationToken, ValueTask<string?>> ask)
    {
        var resolver = Substitute.For<IKeyResolver>();
        resolver.ResolveAsync(Arg.Any<KeyRequest>(), Arg.Any<CancellationToken>()).Returns(call => ask(call.Arg<KeyRequest>(), call.Arg<CancellationToken>()));
        var store = Substitute.For<IKeyStore>();
        store.GetAsync("fake", Arg.Any<CancellationToken>()).Returns(call => ask(new("fake", new("https://api.fake.test/")), call.Arg<CancellationToken>()));
        var options = new FakeOptions { ApiKeyCallback = source == "ApiKeyCallback" ? ask : null };
        return new(options, new(new HttpClient(handler), Keys: source == "IKeyResolver" ? resolver : null) { KeyStore = source == "IKeyStore" ? store : null });
    }
}
