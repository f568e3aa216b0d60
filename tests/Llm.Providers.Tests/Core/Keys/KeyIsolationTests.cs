using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Llm.Providers.Tests.Core.Keys;

/// <summary>A key is asked for at every attempt, for one provider and one address, and goes nowhere else.</summary>
public sealed class KeyIsolationTests
{
    private const string Answer = "{\"text\":\"ok\",\"finish\":\"stop\"}";

    [Fact]
    [Trait("Requirement", "S46")]
    [Trait("Requirement", "S47")]
    public async Task A_key_that_rotates_in_the_store_reaches_the_next_attempt_of_the_same_call()
    {
        var handler = new CannedHandler(new CannedResponse(503, "{}"), new CannedResponse(Answer));
        var store = Substitute.For<IKeyStore>();
        store.GetAsync("fake", Arg.Any<CancellationToken>()).Returns(new ValueTask<string?>("first"), new ValueTask<string?>("second"));
        var provider = new FakeProvider(new(), new(new HttpClient(handler), new EagerTime()) { KeyStore = store, Environment = _ => null });

        await provider.CreateChatClient().GetResponseAsync("hi");

        Assert.Equal(["Bearer first", "Bearer second"], handler.Sent.Select(r => r.Header("Authorization")));
    }

    [Fact]
    [Trait("Requirement", "S11")]
    [Trait("Requirement", "B06")]
    public async Task A_key_set_on_one_provider_stays_with_it()
    {
        var (one, two) = (new CannedHandler(Answer), new CannedHandler(Answer));
        var (first, second) = (new FakeProvider(new(), Surroundings(one)), new FakeProvider(new(), Surroundings(two)));

        first.SetApiKey("tenant-one");
        second.SetApiKey("tenant-two");
        await first.CreateChatClient().GetResponseAsync("hi");
        await second.CreateChatClient().GetResponseAsync("hi");

        Assert.Equal(("Bearer tenant-one", "Bearer tenant-two"), (one.Single.Header("Authorization"), two.Single.Header("Authorization")));
    }

    [Fact]
    [Trait("Requirement", "B03")]
    public async Task The_store_and_the_resolver_are_asked_in_the_name_of_the_one_provider_that_is_called()
    {
        var store = Substitute.For<IKeyStore>();
        store.GetAsync("one", Arg.Any<CancellationToken>()).Returns(new ValueTask<string?>("key-of-one"));
        var resolver = Substitute.For<IKeyResolver>();
        var handler = new CannedHandler(Answer);
        await using var services = Container.Build(b =>
        {
            b.Services.AddSingleton(store).AddSingleton(resolver);
            b.AddFake("one").AddFake("two", o => o.Endpoint = new("https://two.test/")).UseHandler(handler);
        });
        var registry = services.GetRequiredService<ILlmProviderRegistry>();

        await registry.GetProvider("one").CreateChatClient().GetResponseAsync("hi");
        var e = await Assert.ThrowsAsync<LlmProviderException>(() => registry.GetProvider("two").CreateChatClient().GetResponseAsync("hi"));

        Assert.Equal("Bearer key-of-one", handler.Single.Header("Authorization"));
        Assert.StartsWith("LlmProviders:two:ApiKey is required", e.Message, StringComparison.Ordinal);
        await resolver.Received(1).ResolveAsync(new("two", new("https://two.test/")), Arg.Any<CancellationToken>());
        await store.Received(1).GetAsync("two", Arg.Any<CancellationToken>());
    }

    [Fact]
    [Trait("Requirement", "B19")]
    public async Task An_address_belongs_to_its_provider_and_not_to_the_process()
    {
        var handler = new CannedHandler(Answer);
        await using var services = Container.Build(b => b.AddFake("one", o => o.ApiKey = "k1").AddFake("two", o => o.ApiKey = "k2").UseHandler(handler), ("LlmProviders:one:Endpoint", "https://one.test/v1/"), ("LlmProviders:two:Endpoint", "https://two.test/v1/"));
        var registry = services.GetRequiredService<ILlmProviderRegistry>();
        using var one = registry.Resolve("one/large").CreateChatClient();
        using var two = registry.Resolve("two/large").CreateChatClient();

        await two.GetResponseAsync("hi");
        await one.GetResponseAsync("hi");

        Assert.Equal(["https://two.test/v1/talk", "https://one.test/v1/talk"], handler.Sent.Select(r => r.Uri.ToString()));
    }

    private static ProviderServices Surroundings(HttpMessageHandler handler) => new(new HttpClient(handler)) { Environment = _ => null };
}
