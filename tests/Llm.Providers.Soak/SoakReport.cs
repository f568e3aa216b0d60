using System.Globalization;

namespace Llm.Providers.Soak;

/// <summary>What a run measured, and what of it must not be.</summary>
internal sealed record SoakReport
{
    /// <summary>Memory may grow by so much between two collections: pools and caches fill up to their bounds.</summary>
    private const long ToleranceBytes = 8 * 1024 * 1024;

    public SoakSettings Settings { get; init; } = new();

    public Tally Tally { get; init; } = new();

    public TimeSpan Elapsed { get; init; }

    public IReadOnlyList<KeyValuePair<string, int>> Struck { get; init; } = [];

    public int Answers { get; init; }

    public long MemoryBefore { get; init; }

    public long MemoryAfter { get; init; }

    /// <summary>Gets the most memory the process held at any time, the runtime's own and the server's included.</summary>
    public long MemoryPeak { get; init; }

    public int Hung { get; init; }

    public int SocketsWhileRunning { get; init; }

    public int OpenSockets { get; init; }

    private int Faults => Struck.Sum(f => f.Value);

    private int FailedCalls => Tally.Failed.Values.Sum();

    public IReadOnlyList<string> Failures => [.. Checks.Where(c => !c.Holds).Select(c => c.What)];

    private IEnumerable<(bool Holds, string What)> Checks =>
    [
        (Tally.Wrongs == 0, $"{Tally.Wrongs} answers are not what was sent"),
        (Hung == 0, $"{Hung} calls hang"),
        (OpenSockets == 0, $"{OpenSockets} sockets are open"),
        (MemoryAfter - MemoryBefore <= ToleranceBytes, $"memory grew by {MemoryAfter - MemoryBefore} bytes"),
        (FailedCalls <= Faults, $"{FailedCalls} calls failed over {Faults} faults"),
        (Tally.Calls > 0 && Faults > 0, "nothing happened"),
    ];

    public void Print(TextWriter to)
    {
        string[] lines =
        [
            Line($"{Settings.Conversations} conversations over {SoakWire.All.Count} wires, {Elapsed.TotalSeconds:0.0} s, seed {Settings.Seed}"),
            Line($"calls {Tally.Calls}, requests {Answers}, updates {Tally.Updates}"),
            Line($"faults {Faults}: {string.Join(", ", Struck.GroupBy(f => f.Key, f => f.Value).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Line($"{g.Key} {g.Sum()}")))}"),
            Line($"failed calls {FailedCalls}: {string.Join(", ", Tally.Failed.OrderBy(f => f.Key).Select(f => Line($"{f.Key} {f.Value}")))}"),
            Line($"lost or duplicated updates {Tally.Wrongs}, hung calls {Hung}, open sockets {OpenSockets} (with the pool open {SocketsWhileRunning})"),
            Line($"memory {MemoryBefore / 1024.0 / 1024:0.0} MB after the warm-up, {MemoryAfter / 1024.0 / 1024:0.0} MB at the end, tolerance {ToleranceBytes / 1024 / 1024} MB; the process held {MemoryPeak / 1024.0 / 1024:0} MB at most"),
            .. Tally.Wrong, .. Failures.Select(f => "FAILED: " + f), Failures.Count == 0 ? "passed" : "failed",
        ];
        foreach (var line in lines)
        {
            to.WriteLine(line);
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
