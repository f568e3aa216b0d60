using System.Net.Sockets;
using Llm.Providers.OpenAI;
using Llm.Providers.Testing;
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

        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
        Assert.False(PoolOf(services, "fake").AllowAutoRedirect);
    }

    [Fact]
    [Trait("Requirement", "S56")]
    public async Task S56_each_provider_has_a_pool_of_its_own_with_the_limits_of_its_settings()
    {
        await using var services = Container.Build(b => b.AddFake("one").AddFake("two"), ("LlmProviders:two:MaxConnectionsPerServer", "3"), ("LlmProviders:two:ConnectTimeout", "4"));

        var (one, two) = (PoolOf(services, "one"), PoolOf(services, "two"));

        Assert.Equal((20, TimeSpan.FromSeconds(10)), (one.MaxConnectionsPerServer, one.ConnectTimeout));
        Assert.Equal((3, TimeSpan.FromSeconds(4)), (two.MaxConnectionsPerServer, two.ConnectTimeout));
        Assert.NotSame(one, two);
        Assert.Same(one, PoolOf(services, "one"));
    }

    [Fact]
    [Trait("Requirement", "S56")]
    public async Task S56_calls_share_connections_and_no_more_are_opened_than_allowed()
    {
        await using var server = await EmulatorServer.StartAsync();
        var opened = 0;
        using var handler = HttpDefaults.CreateHandler(new() { MaxConnectionsPerServer = 2 });
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            Interlocked.Increment(ref opened);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var chat = new OpenAIProvider(new() { ApiKey = "k", Endpoint = server.Endpoint }, new(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan })).CreateChatClient("gpt-4.1");

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => chat.GetResponseAsync($"Question {i}")));
        var atOnce = opened;
        await chat.GetResponseAsync("One more");

        Assert.InRange(atOnce, 1, 2);
        Assert.Equal((atOnce, 13), (opened, server.Emulator.Requests.Count));
    }

    private static SocketsHttpHandler PoolOf(IServiceProvider services, string provider)
    {
        HttpMessageHandler handler = services.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler($"Llm.Providers:{provider}");
        while (handler is DelegatingHandler { InnerHandler: { } inner })
        {
            handler = inner;
        }

        return Assert.IsType<SocketsHttpHandler>(handler);
    }
}
