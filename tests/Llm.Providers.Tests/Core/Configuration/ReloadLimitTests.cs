using Llm.Providers.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Core.Configuration;

/// <summary>What limits and circuit breakers have counted, when settings change.</summary>
[Trait("Requirement", "S43")]
public sealed class ReloadLimitTests : IAsyncDisposable
{
    private readonly CannedHandler _good = new("{\"text\":\"ok\",\"finish\":\"stop\"}");
    private readonly CannedHandler _bad = new(new CannedResponse("{}") { Status = 503 });
    private IConfigurationRoot _configuration = null!;
    private ServiceProvider? _services;

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_change_of_something_else_does_not_let_the_requests_of_a_minute_be_sent_twice()
    {
        var client = Client(_good, ("RequestsPerMinute", "1"), ("MaxRetryDelay", "1"), ("MaxRetries", "0"));
        await client.GetResponseAsync("hi");

        Change("Temperature", "0.5");
        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        Assert.Equal(LlmErrorKind.RateLimited, e.Kind);
        Assert.Single(_good.Sent);
    }

    [Theory]
    [InlineData("RequestsPerMinute", "2")]
    [InlineData("Endpoint", "https://two.test/")]
    public async Task A_change_of_the_limit_or_the_address_begins_to_count_anew(string key, string value)
    {
        var client = Client(_good, ("RequestsPerMinute", "1"), ("MaxRetryDelay", "1"), ("MaxRetries", "0"));
        await client.GetResponseAsync("hi");

        Change(key, value);
        await client.GetResponseAsync("hi");

        Assert.Equal(2, _good.Sent.Count);
    }

    [Fact]
    public async Task An_open_circuit_stays_open()
    {
        var client = Client(_bad, ("CircuitBreaker", "true"), ("CircuitBreakerMinimumAttempts", "2"), ("MaxRetries", "0"));
        await Fake.FailureAsync(() => client.GetResponseAsync("hi"));
        await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        Change("Temperature", "0.5");
        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi"));

        Assert.Equal((LlmErrorKind.Unavailable, 0), (e.Kind, e.Attempts));
        Assert.Equal(2, _bad.Sent.Count);
    }

    private IChatClient Client(HttpMessageHandler handler, params (string Key, string Value)[] settings)
    {
        _configuration = (IConfigurationRoot)Container.Configuration([("LlmProviders:fake:ApiKey", "k"), .. settings.Select(s => ($"LlmProviders:fake:{s.Key}", s.Value))]);
        _services = new ServiceCollection().AddLlmProviders(_configuration).AddFake().UseHandler(handler).Services.BuildServiceProvider();
        return _services.GetRequiredService<ILlmProviderRegistry>().GetProvider("fake").CreateChatClient();
    }

    private void Change(string key, string value)
    {
        _configuration[$"LlmProviders:fake:{key}"] = value;
        _configuration.Reload();
    }
}
