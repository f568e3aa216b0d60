using System.Net;
using System.Net.Sockets;
using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Chaos;

/// <summary>The faults that are a socket's own, over real sockets on this machine.</summary>
[Trait("Requirement", "T06")]
public sealed class SocketFaultTests
{
    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public async Task A_port_nobody_listens_on_is_no_network(string wire)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        var run = await CallAsync(wire, new($"http://127.0.0.1:{port}/"), streamed: true);

        Assert.Equal(LlmErrorKind.Network, run.Kind);
        Assert.Contains($":{port}", run.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public async Task A_connection_that_is_reset_before_the_headers_is_no_network(string wire) =>
        Assert.Equal(LlmErrorKind.Network, (await MeetAsync(wire, Faults.ResetBeforeHeaders)).Kind);

    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public async Task A_connection_that_is_reset_in_the_middle_is_an_interruption(string wire) => await InterruptedAsync(wire, Faults.ResetInBody);

    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public async Task A_socket_that_is_half_closed_is_an_interruption(string wire) => await InterruptedAsync(wire, Faults.HalfClosedSocket);

    [Theory]
    [MemberData(nameof(ChaosWires.Names), MemberType = typeof(ChaosWires))]
    public async Task A_server_that_closes_after_each_stream_without_saying_so_is_asked_again(string wire)
    {
        await using var server = await ServeAsync(wire, Faults.ClosedAfterAnswer);
        using var http = new SocketsHttpHandler();
        var client = ClientOf(wire, server.BaseAddress, http, retries: 3);
        for (var i = 0; i < 20; i++)
        {
            var run = await FaultRun.CallAsync(client, streamed: true);

            Assert.True(run.Failure is null, $"call {i}: {run.Failure}");
            FaultTests.AssertWhole(run, ChaosWires.Text);
        }
    }

    private static async Task InterruptedAsync(string wire, Fault fault)
    {
        var run = await MeetAsync(wire, fault);

        Assert.Equal(LlmErrorKind.StreamInterrupted, run.Kind);
        Assert.StartsWith(run.Text, ChaosWires.Text, StringComparison.Ordinal);
        Assert.Equal(run.Text, ((LlmProviderException)run.Failure!).PartialText ?? "");
    }

    private static async Task<FaultRun> MeetAsync(string wire, Fault fault)
    {
        await using var server = await ServeAsync(wire, fault);
        var run = await CallAsync(wire, server.BaseAddress, streamed: true);
        Assert.Equal(ExchangeOutcome.Cut, await Assert.Single(server.Emulator.Exchanges).Outcome.WaitAsync(TimeSpan.FromSeconds(10)));
        return run;
    }

    private static Task<EmulatorServer> ServeAsync(string wire, Fault fault)
    {
        var options = new EmulatorOptions { ByteSchedule = fault.Schedule };
        options.Wires.Clear();
        options.Wires.Add(new RecordedWire(_ => ChaosWires.Named(wire).Stream));
        return EmulatorServer.StartAsync(options);
    }

    private static async Task<FaultRun> CallAsync(string wire, Uri root, bool streamed)
    {
        using var http = new SocketsHttpHandler();
        return await FaultRun.CallAsync(ClientOf(wire, root, http, retries: 0), streamed).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static IChatClient ClientOf(string wire, Uri root, HttpMessageHandler http, int retries) =>
        ChaosWires.Named(wire).Create(http, null, o => (o.Endpoint, o.MaxRetries) = (new(root, "v1/"), retries)).CreateChatClient(ChaosWires.Named(wire).Model);
}
