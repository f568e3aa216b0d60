using Llm.Providers.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Chaos;

/// <summary>How many requests a server gets that fails for ever: one and the retries, whatever else the application has set up.</summary>
[Trait("Requirement", "S57")]
[Trait("Requirement", "T19")]
public sealed class RequestCountTests
{
    private const int Retries = 2;

    public static IEnumerable<object[]> Cells => from wire in ChaosWires.All from streamed in new[] { true, false } select new object[] { wire.Name, streamed };

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task T19_a_provider_made_by_hand_sends_one_request_and_its_retries(string wire, bool streamed)
    {
        var handler = new CannedHandler(new CannedResponse(503, "{}"));
        var met = ChaosWires.Named(wire);

        await AssertCountAsync(met.Create(handler, new EagerTime(), o => o.MaxRetries = Retries), met.Model, handler, streamed);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task T19_a_provider_of_a_container_sends_one_request_and_its_retries(string wire, bool streamed) =>
        await ContainerAsync(wire, streamed, _ => { });

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task T19_a_resilience_handler_on_every_client_of_the_application_multiplies_nothing(string wire, bool streamed) =>
        await ContainerAsync(wire, streamed, services => services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler()));

    private static async Task ContainerAsync(string wire, bool streamed, Action<IServiceCollection> setUp)
    {
        var handler = new CannedHandler(new CannedResponse(503, "{}"));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new EagerTime());
        setUp(services);
        var builder = services.AddLlmProviders().UseHandler(handler);
        ChaosWires.Named(wire).Register(builder, o => o.MaxRetries = Retries);
        await using var container = services.BuildServiceProvider();

        await AssertCountAsync(container.GetRequiredKeyedService<BaseLlmProvider>(wire), ChaosWires.Named(wire).Model, handler, streamed);
    }

    private static async Task AssertCountAsync(BaseLlmProvider provider, string model, CannedHandler handler, bool streamed)
    {
        var run = await FaultRun.CallAsync(provider.CreateChatClient(model), streamed);

        var e = Assert.IsType<LlmProviderException>(run.Failure);
        Assert.Equal((LlmErrorKind.Unavailable, 1 + Retries), (e.Kind, e.Attempts));
        Assert.Equal(1 + Retries, handler.Sent.Count);
    }
}
