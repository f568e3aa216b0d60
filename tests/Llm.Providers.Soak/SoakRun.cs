using System.Net.NetworkInformation;
using Llm.Providers.Testing;

namespace Llm.Providers.Soak;

/// <summary>The run: a warm-up, a measurement, the long part, the same measurement again, and lines that do not end.</summary>
internal sealed class SoakRun(SoakSettings settings)
{
    /// <summary>Every time limit of every call.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private const double ShareOfFaults = 0.1;

    /// <summary>A call makes three attempts, each within the limit, with waits of a few seconds between them: twice that is a call that hangs.</summary>
    private static readonly TimeSpan s_longestCall = TimeSpan.FromSeconds(60);

    /// <summary>A long answer whose bytes wait a millisecond each would take minutes, as it may: here they come alone and do not wait.</summary>
    private static readonly Fault[] s_faults =
        [.. Faults.All.Where(f => f != Faults.OversizedLine && f != Faults.SlowDrip), Faults.SlowDrip with { Name = "every byte alone", Schedule = ByteSchedule.EveryByte }];

    private static readonly TimeSpan s_closingTime = TimeSpan.FromSeconds(10);

    private readonly Tally _tally = new();
    private volatile string _phase = "starting";

    /// <summary>Gets where the run is, for the case that it does not end.</summary>
    public string Progress => $"{_phase}; {_tally}";

    public async Task<SoakReport> RunAsync()
    {
        // One line of 80 MB leaves buffers of that size in the process-wide pool for a while, so it comes after the measurements.
        var warmUp = new ChaosSchedule(ShareOfFaults, settings.Seed, s_faults);
        var chaos = new ChaosSchedule(ShareOfFaults, settings.Seed + 1, s_faults);
        var large = new ChaosSchedule(ShareOfFaults, settings.Seed + 2, AtMost(2, Faults.OversizedLine));
        var options = new EmulatorOptions { Port = settings.Port, ByteSchedule = warmUp.Schedule, KeptExchanges = 0 };
        options.Scenarios.Add(Script.Scenario);
        await using var server = await EmulatorServer.StartAsync(options);
        SoakReport report;
        var started = TimeProvider.System.GetTimestamp();
        using (var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = Patience })
        using (var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan })
        {
            var conversations = Conversations(server.BaseAddress, http);
            _phase = "warming up";
            await PhaseAsync(conversations, TimeSpan.FromSeconds(settings.Seconds * 0.3));
            var before = GC.GetTotalMemory(forceFullCollection: true);
            server.Emulator.ByteSchedule = chaos.Schedule;
            _phase = "running";
            await PhaseAsync(conversations, TimeSpan.FromSeconds(settings.Seconds * 0.6));
            var after = GC.GetTotalMemory(forceFullCollection: true);
            using var process = System.Diagnostics.Process.GetCurrentProcess();
            var peak = process.PeakWorkingSet64;
            _phase = "reading lines that do not end";
            server.Emulator.ByteSchedule = large.Schedule;
            await PhaseAsync(conversations, TimeSpan.FromSeconds(settings.Seconds * 0.1));
            _phase = "closing";
            report = new() { MemoryBefore = before, MemoryAfter = after, MemoryPeak = peak, Hung = _tally.Hung(TimeSpan.Zero), SocketsWhileRunning = OpenSockets(server.BaseAddress.Port) };
        }

        return report with
        {
            Settings = settings, Tally = _tally, Elapsed = TimeProvider.System.GetElapsedTime(started), Struck = [.. warmUp.Struck, .. chaos.Struck, .. large.Struck],
            Answers = warmUp.Answers + chaos.Answers + large.Answers, OpenSockets = await SocketsLeftAsync(server.BaseAddress.Port),
        };
    }

    private Conversation[] Conversations(Uri root, HttpClient http)
    {
        var clients = SoakWire.All.Select(wire => wire.Create(root, http).CreateChatClient(wire.Model)).ToList();
        return [.. Enumerable.Range(0, settings.Conversations).Select(number => new Conversation(number, clients[number % clients.Count], _tally))];
    }

    private static async Task PhaseAsync(Conversation[] conversations, TimeSpan length)
    {
        using var end = new CancellationTokenSource(length);
        var all = Task.WhenAll(conversations.Select(conversation => Task.Run(() => conversation.RunAsync(end.Token), CancellationToken.None)));
        await Task.WhenAny(all, Task.Delay(length + s_longestCall, CancellationToken.None));
    }

    private static Fault AtMost(int times, Fault fault)
    {
        var left = times;
        return fault with { Name = $"{fault.Name}, {times} times, then {Faults.GarbageInBody.Name}", Schedule = ByteSchedule.From(answer => Interlocked.Decrement(ref left) >= 0 ? fault.Schedule.Apply(answer) : Faults.GarbageInBody.Schedule.Apply(answer)) };
    }

    private static async Task<int> SocketsLeftAsync(int port)
    {
        var started = TimeProvider.System.GetTimestamp();
        int open;
        while ((open = OpenSockets(port)) > 0 && TimeProvider.System.GetElapsedTime(started) < s_closingTime)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        return open;
    }

    private static int OpenSockets(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(c => c.State is TcpState.Established or TcpState.CloseWait && (c.LocalEndPoint.Port == port || c.RemoteEndPoint.Port == port));
}
