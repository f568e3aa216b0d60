using System.Collections.Concurrent;
using System.Text;
using Llm.Providers.Testing;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Chaos;

/// <summary>What became of one call that met a fault.</summary>
/// <param name="Text">The text the caller saw.</param>
/// <param name="Response">The answer, if the call ended well.</param>
/// <param name="Failure">The exception, if it did not.</param>
/// <param name="Requests">How many requests the server got.</param>
/// <param name="Outcomes">How each exchange went for the server.</param>
/// <param name="Elapsed">What the clock showed at the end.</param>
/// <param name="Bytes">The length of the bodies that were on offer.</param>
internal sealed record FaultRun(string Text, ChatResponse? Response, Exception? Failure, int Requests, IReadOnlyList<ExchangeOutcome> Outcomes, TimeSpan Elapsed, long Bytes)
{
    public const int Retries = 2;

    public static readonly TimeSpan FirstByte = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(40);
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);
    private static readonly ConcurrentDictionary<(string, string, bool), Lazy<Task<FaultRun>>> s_runs = new();

    /// <summary>Gets the most memory that was alive meanwhile, if somebody looked.</summary>
    public long PeakBytes { get; private init; }

    public LlmErrorKind? Kind => (Failure as LlmProviderException)?.Kind;

    /// <summary>Meets a fault once in the life of the process: the theory and the page look at the same run.</summary>
    public static Task<FaultRun> GetAsync(ChaosWire wire, Fault fault, bool streamed) =>
        s_runs.GetOrAdd((wire.Name, fault.Name, streamed), _ => new(() => Task.Run(() => MeetAsync(wire, fault.Schedule, streamed)))).Value;

    /// <summary>Meets a fault while nothing else runs in the process, and looks how much memory that takes.</summary>
    public static async Task<FaultRun> ProbeAsync(ChaosWire wire, Fault fault, bool streamed)
    {
        using var probe = new MemoryProbe();
        var run = await Task.Run(() => MeetAsync(wire, fault.Schedule, streamed, Retries, probe));
        probe.Look();
        return run with { PeakBytes = probe.PeakBytes };
    }

    public static async Task<FaultRun> MeetAsync(ChaosWire wire, ByteSchedule schedule, bool streamed, int retries = Retries, DelegatingHandler? outer = null)
    {
        var time = new EventTime();
        var answer = streamed ? wire.Stream : wire.Whole;
        var emulator = Emulate(answer, schedule, time);
        using var handler = new EmulatorHandler(emulator);
        outer?.InnerHandler = handler;
        var client = wire.Create(outer ?? (HttpMessageHandler)handler, time, options =>
        {
            options.MaxRetries = retries;
            (options.Timeouts.FirstByte, options.Timeouts.Idle, options.Timeouts.Total) = (FirstByte, Idle, Total);
        }).CreateChatClient(wire.Model);

        var run = await time.RunAsync(CallAsync(client, streamed), s_longest);
        var outcomes = await Task.WhenAll(emulator.Exchanges.Select(e => e.Outcome.WaitAsync(TimeSpan.FromSeconds(10))));
        return run with { Requests = emulator.Exchanges.Count, Outcomes = outcomes, Elapsed = time.Elapsed, Bytes = emulator.Exchanges.Where(e => e.Response.HeadersFate == HeadersFate.Sent).Sum(e => e.Response.LengthBytes) };
    }

    public static Emulator Emulate(EmulatorResponse answer, ByteSchedule schedule, TimeProvider time)
    {
        var options = new EmulatorOptions { ByteSchedule = schedule, TimeProvider = time };
        options.Wires.Clear();
        options.Wires.Add(new RecordedWire(_ => answer));
        return new(options);
    }

    public static async Task<FaultRun> CallAsync(IChatClient client, bool streamed)
    {
        var text = new StringBuilder();
        try
        {
            if (!streamed)
            {
                var response = await client.GetResponseAsync("hi").ConfigureAwait(false);
                return new(response.Text, response, null, 0, [], default, 0);
            }

            var updates = new List<ChatResponseUpdate>();
            await foreach (var update in client.GetStreamingResponseAsync("hi").ConfigureAwait(false))
            {
                text.Append(update.Text);
                updates.Add(update);
            }

            return new(text.ToString(), updates.ToChatResponse(), null, 0, [], default, 0);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(text.ToString(), null, e, 0, [], default, 0);
        }
    }
}
