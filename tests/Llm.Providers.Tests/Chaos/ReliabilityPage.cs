using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Chaos;

/// <summary>Writes the tables of what was tried and how it ended.</summary>
internal static partial class ReliabilityPage
{
    private const string Begin = "<!-- The tables below are written by a test: UPDATE_DOCS=1 dotnet test --filter ReliabilityPage -->\n";
    private const string End = "<!-- End of the tables. -->\n";

    private const int Megabyte = 1024 * 1024;

    /// <summary>Puts the tables of now in the place of those that stand in a page.</summary>
    public static async Task<string> RewriteAsync(string page)
    {
        var (start, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        return page[..start] + await TablesAsync() + page[end..];
    }

    /// <summary>Parts a page into what must be the same each time, and the megabytes of its rows, which are limits.</summary>
    public static (string Text, IReadOnlyList<int> Megabytes) Part(string page) =>
        (Memory.Replace(page, "| MB |"), [.. Memory.Matches(page).Select(m => int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture))]);

    [GeneratedRegex(@"\| (\d+) MB \|$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Memory { get; }

    private static async Task<string> TablesAsync()
    {
        var text = new StringBuilder();
        await AddAsync(text, "Streamed answers", streamed: true);
        await AddAsync(text, "Whole answers", streamed: false);
        return text.ToString();
    }

    private static async Task AddAsync(StringBuilder text, string title, bool streamed)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n| fault | what the client meets | ").AppendJoin(" | ", ChaosWires.All.Select(w => w.Name)).Append(" | bytes fed | memory peak |\n|---|---|");
        text.Append(string.Concat(ChaosWires.All.Select(_ => "---|"))).Append("---:|---:|\n");
        foreach (var fault in ChaosWires.All[0].Faults.Where(f => streamed || !f.IsForStreams))
        {
            var runs = new List<FaultRun>();
            foreach (var wire in ChaosWires.All)
            {
                runs.Add(await FaultRun.ProbeAsync(wire, wire.Faults.Single(f => f.Name == fault.Name), streamed));
            }

            text.Append(CultureInfo.InvariantCulture, $"| {fault.Name} | {fault.Description} | ").AppendJoin(" | ", runs.Select(Expectation.Describe))
                .Append(CultureInfo.InvariantCulture, $" | {runs.Sum(r => r.Bytes):N0} | {Megabytes(runs.Max(r => r.PeakBytes))} MB |\n");
        }
    }

    // The next power of two, so that the page does not change with every run.
    private static uint Megabytes(long bytes) => BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, (bytes + Megabyte - 1) / Megabyte));
}
