using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.DependencyInjection;

/// <summary>The HTTP clients of providers in a container.</summary>
[Trait("Requirement", "T19")]
public sealed class HttpClientTests
{
    [Theory]
    [InlineData(true, 0, 1)]
    [InlineData(true, 2, 3)]
    [InlineData(false, 2, 3)]
    public async Task T19_a_resilience_handler_of_the_whole_application_does_not_multiply_the_attempts(bool before, int retries, int requests)
    {
        var handler = new CannedHandler(new CannedResponse(503, "{}"));
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(new EagerTime());
        if (before)
        {
            collection.ConfigureHttpClientDefaults(b => b.AddStandardResilienceHandler());
        }

        collection.AddLlmProviders().AddFake(configure: o => (o.ApiKey, o.MaxRetries) = ("k", retries)).UseHandler(handler);
        if (!before)
        {
            collection.ConfigureHttpClientDefaults(b => b.AddStandardResilienceHandler());
        }

        await using var services = collection.BuildServiceProvider();
        var client = services.GetRequiredKeyedService<IChatClient>("fake");

        var e = await Assert.ThrowsAsync<LlmProviderException>(() => client.GetResponseAsync("hi"));

        Assert.Equal(requests, handler.Sent.Count);
        Assert.Equal(requests, e.Attempts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handlers_reach_the_clients_of_providers_added_before_and_after(bool before)
    {
        var handler = new CannedHandler("{\"text\":\"ok\",\"finish\":\"stop\"}");
        var collection = new ServiceCollection();
        var builder = collection.AddLlmProviders();
        builder = before ? builder.UseHandler(handler).AddFake(configure: o => o.ApiKey = "k") : builder.AddFake(configure: o => o.ApiKey = "k").UseHandler(handler);
        await using var services = builder.Services.BuildServiceProvider();

        await services.GetRequiredKeyedService<IChatClient>("fake").GetResponseAsync("hi");

        Assert.Single(handler.Sent);
    }

    [Fact]
    [Trait("Requirement", "T36")]
    public async Task T36_the_client_of_a_provider_has_no_time_limit_and_follows_no_redirect()
    {
        await using var services = Container.Build(b => b.AddFake());

        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient("Llm.Providers:fake");
        HttpMessageHandler handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("Llm.Providers:fake");
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
        Assert.False(Assert.IsType<SocketsHttpHandler>(handler).AllowAutoRedirect);
    }
}
