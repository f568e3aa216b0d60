using Llm.Providers.HealthChecks;
using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace Llm.Providers.Tests.HealthChecks;

/// <summary>The health of providers.</summary>
public sealed class HealthCheckTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    [Trait("Requirement", "S61")]
    public async Task S61_each_provider_has_a_check_and_one_can_be_left_out()
    {
        await using var services = Build(new CannedHandler("[\"large\"]"), o => o.Excluded.Add("FAKE-2"), "fake", "fake-2", "fake-3");

        var report = await CheckAsync(services);

        Assert.Equal(["llm:fake", "llm:fake-3"], report.Entries.Keys.Order(StringComparer.Ordinal));
        var entry = report.Entries["llm:fake"];
        Assert.Equal((HealthStatus.Healthy, "https://api.fake.test/v1/", 1, "Code"), (entry.Status, entry.Data["endpoint"], entry.Data["models"], entry.Data["key_source"]));
        Assert.Equal("llm", Assert.Single(entry.Tags));
        Assert.DoesNotContain(Fake.Key, string.Join(' ', entry.Data.Values) + entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S61")]
    public async Task S61_probes_within_the_period_ask_the_vendor_once()
    {
        using var handler = new CannedHandler("[]");
        await using var services = Build(handler, o => o.Period = TimeSpan.FromMinutes(5));

        await CheckAsync(services);
        _time.Advance(TimeSpan.FromMinutes(4));
        await CheckAsync(services);
        Assert.Single(handler.Sent);

        _time.Advance(TimeSpan.FromMinutes(1));
        await CheckAsync(services);
        Assert.Equal(2, handler.Sent.Count);
        Assert.All(handler.Sent, r => Assert.Equal(HttpMethod.Get, r.Method));
    }

    [Theory]
    [InlineData(401, HealthStatus.Unhealthy)]
    [InlineData(403, HealthStatus.Unhealthy)]
    [InlineData(429, HealthStatus.Degraded)]
    [InlineData(503, HealthStatus.Degraded)]
    [Trait("Requirement", "S61")]
    public async Task S61_a_failure_weighs_by_its_kind_and_is_asked_for_again_sooner(int status, HealthStatus expected)
    {
        using var handler = new CannedHandler(new CannedResponse(status, "{}"), new CannedResponse("[]"));
        await using var services = Build(handler, o => o.FailurePeriod = TimeSpan.FromSeconds(30));

        var bad = (await CheckAsync(services)).Entries["llm:fake"];
        _time.Advance(TimeSpan.FromSeconds(29));
        var same = (await CheckAsync(services)).Entries["llm:fake"];
        _time.Advance(TimeSpan.FromSeconds(1));
        var good = (await CheckAsync(services)).Entries["llm:fake"];

        Assert.Equal((expected, expected, HealthStatus.Healthy), (bad.Status, same.Status, good.Status));
        Assert.NotEmpty((string)bad.Data["error"]);
        Assert.Equal(2, handler.Sent.Count);
    }

    [Fact]
    [Trait("Requirement", "S61")]
    public async Task S61_a_server_that_does_not_answer_is_given_up_in_time()
    {
        using var handler = new CannedHandler(new CannedResponse("") { Silent = true }) { OnRequest = _ => ThreadPool.QueueUserWorkItem(_ => _time.Advance(TimeSpan.FromSeconds(10))) };
        await using var services = Build(handler, o => o.Status = e => e.Kind == LlmErrorKind.Timeout ? HealthStatus.Degraded : HealthStatus.Unhealthy);

        var entry = (await CheckAsync(services)).Entries["llm:fake"];

        Assert.Equal((HealthStatus.Degraded, "Timeout"), (entry.Status, entry.Data["error"]));
        Assert.Contains("within 10 s", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Requirement", "S61")]
    public async Task S61_settings_that_are_wrong_are_unhealthy_and_send_nothing()
    {
        using var handler = new CannedHandler("[]");
        await using var services = Build(handler, null, "fake");
        await using var faulty = Container.Build(b =>
        {
            b.AddFake(configure: o => o.MaxRetries = 99).UseHandler(handler).ValidateOnStart(false);
            b.Services.AddLogging();
            b.Services.AddLlmProvidersHealthChecks();
            b.Services.AddLlmProvidersHealthChecks(o => o.Tags.Add("ready"));
        });

        var entry = (await CheckAsync(faulty)).Entries["llm:fake"];

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("LlmProviders:fake:MaxRetries", entry.Description, StringComparison.Ordinal);
        Assert.Equal(["llm", "ready"], entry.Tags.Order());
        Assert.Empty(handler.Sent);
    }

    private static Task<HealthReport> CheckAsync(IServiceProvider services) => services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private ServiceProvider Build(HttpMessageHandler handler, Action<LlmHealthCheckOptions>? configure, params string[] names) => Container.Build(b =>
    {
        b.Services.AddSingleton<TimeProvider>(_time);
        b.Services.AddLogging();
        b.Services.AddLlmProvidersHealthChecks(configure);
        foreach (var name in names.DefaultIfEmpty("fake"))
        {
            b.AddFake(name, o => (o.ApiKey, o.MaxRetries) = (Fake.Key, 0));
        }

        b.UseHandler(handler);
    });
}
