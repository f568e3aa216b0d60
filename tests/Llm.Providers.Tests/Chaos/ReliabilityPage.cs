using System.Globalization;
using System.Text;
using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Chaos;

/// <summary>Writes the tables of what was tried and how it ended.</summary>
internal static class ReliabilityPage
{
    private const string Begin = "<!-- The tables below are written by a test: UPDATE_DOCS=1 dotnet test --filter ReliabilityPage -->\n";
    private const string End = "<!-- End of the tables. -->\n";

    /// <summary>Puts the tables of now in the place of those that stand in a page.</summary>
    public static async Task<string> RewriteAsync(string page)
    {
        var (start, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        return page[..start] + await TablesAsync() + page[end..];
    }

    private static async Task<string> TablesAsync()
    {
        var text = new StringBuilder();
        await AddAsync(text, "Streamed answers", streamed: true);
        await AddAsync(text, "Whole answers", streamed: false);
        return text.ToString();
    }

    private static async Task AddAsync(StringBuilder text, string title, bool streamed)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n| fault | what the client meets | ").AppendJoin(" | ", ChaosWires.All.Select(w => w.Name)).Append(" | bytes fed |\n|---|---|");
        text.Append(string.Concat(ChaosWires.All.Select(_ => "---|"))).Append("---:|\n");
        foreach (var fault in ChaosWires.All[0].Faults.Where(f => streamed || !f.IsForStreams))
        {
            var runs = new List<FaultRun>();
            foreach (var wire in ChaosWires.All)
            {
                runs.Add(await FaultRun.GetAsync(wire, wire.Faults.Single(f => f.Name == fault.Name), streamed));
            }

            text.Append(CultureInfo.InvariantCulture, $"| {fault.Name} | {fault.Description} | ").AppendJoin(" | ", runs.Select(Expectation.Describe))
                .Append(CultureInfo.InvariantCulture, $" | {runs.Sum(r => r.Bytes):N0} |\n");
        }
    }
}
