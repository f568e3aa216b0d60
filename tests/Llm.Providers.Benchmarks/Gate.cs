using System.Globalization;

namespace Llm.Providers.Benchmarks;

/// <summary>The short run: one table, and a verdict on the bytes. Bytes repeat to the percent on any machine; times do not, and never fail.</summary>
internal static class Gate
{
    private static readonly Contender[] s_contenders = Enum.GetValues<Contender>();

    /// <summary>Measures the cases.</summary>
    /// <param name="filter">The start of the names of the cases to run; <see langword="null"/> for all.</param>
    /// <param name="output">Where the table goes.</param>
    /// <returns>1 when a limit is broken; otherwise 0.</returns>
    public static async Task<int> RunAsync(string? filter, TextWriter output)
    {
        Write(output, "case", "contender", "x FLOOR", "bytes", "target", "limit", "verdict");
        var broken = false;
        foreach (var test in Cases.All.Where(c => filter is null || c.Name.StartsWith(filter, StringComparison.Ordinal)))
        {
            var results = await Measurement.RunAsync(test, s_contenders);
            foreach (var result in results)
            {
                broken |= WriteRow(output, test, result, results[0]);
            }
        }

        return broken ? 1 : 0;
    }

    private static bool WriteRow(TextWriter output, BenchmarkCase test, Measurement result, Measurement floor)
    {
        var ours = result.Contender is Contender.Ours or Contender.OursWithRetries;
        var bytes = result.BytesPerCall / test.Units;
        var broken = ours && bytes > test.LimitBytes;
        var judged = result.Contender == Contender.Ours;
        var target = judged ? $"{Number(test.TargetTime)}x, {Bytes(test.TargetBytes)}" : "";
        var verdict = broken ? "LIMIT BROKEN" : !judged ? "" : Judge(result.Time / floor.Time <= test.TargetTime, bytes <= test.TargetBytes);
        if (test.ShowsLiveMemory)
        {
            verdict = $"{verdict} live in flight {Bytes(result.LiveBytes)}".TrimStart();
        }

        Write(output, test.Name, Name(result.Contender), Number(result.Time / floor.Time), Bytes(bytes), target, ours && test.LimitBytes is { } limit ? Bytes(limit) : "", verdict);
        return broken;
    }

    private static string Judge(bool time, bool bytes) => (time, bytes) switch
    {
        (true, true) => "met",
        (false, true) => "bytes met, time not",
        (true, false) => "time met, bytes not",
        _ => "not met",
    };

    private static string Name(Contender contender) => contender switch
    {
        Contender.Floor => "FLOOR",
        Contender.Ours => "ours",
        Contender.OursWithRetries => "ours + retries",
        _ => "OpenAI 2.14.0",
    };

    private static string Bytes(double bytes) => bytes switch
    {
        >= 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024 / 1024:0.00} MB"),
        >= 8 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024:0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes:#,0.#} B"),
    };

    private static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static void Write(TextWriter output, string test, string contender, string time, string bytes, string target, string limit, string verdict) =>
        output.WriteLine($"{test,-36}{contender,-16}{time,8}{bytes,12}{target,20}{limit,10}  {verdict}".TrimEnd());
}
