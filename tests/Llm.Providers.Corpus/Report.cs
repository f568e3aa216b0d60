using System.Globalization;

namespace Llm.Providers.Corpus;

/// <summary>Writes results for people: a table, a line per difference, and the totals on the last line.</summary>
internal static class Report
{
    public static void Write(TextWriter output, IReadOnlyList<CaseResult> results)
    {
        WriteSkipped(output, results);
        WriteDifferences(output, results);
        WriteTable(output, results);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{results.Count(r => r.Passed)} passed, {results.Count(r => r.Failed)} failed, {results.Count(r => r.SkipReason is not null)} skipped"));
    }

    private static void WriteSkipped(TextWriter output, IReadOnlyList<CaseResult> results)
    {
        foreach (var result in results.Where(r => r.SkipReason is not null))
        {
            output.WriteLine($"{result.Case.Id} skipped: {result.SkipReason}");
        }
    }

    private static void WriteDifferences(TextWriter output, IReadOnlyList<CaseResult> results)
    {
        foreach (var result in results.Where(r => r.Failed))
        {
            foreach (var difference in result.Differences)
            {
                output.WriteLine($"{result.Case.Id} {difference}");
            }

            foreach (var dispute in result.Disputes)
            {
                output.WriteLine($"{result.Case.Id} DISPUTED {dispute.Field}: {dispute.Why} {dispute.Bytes}");
            }
        }
    }

    private static void WriteTable(TextWriter output, IReadOnlyList<CaseResult> results)
    {
        output.WriteLine();
        WriteRow(output, "protocol", "kind", "passed", "failed", "skipped");
        foreach (var group in results.GroupBy(r => (r.Case.Protocol, r.Case.Kind)).OrderBy(g => g.Key))
        {
            WriteRow(output, group.Key.Protocol, group.Key.Kind, group.Count(r => r.Passed), group.Count(r => r.Failed), group.Count(r => r.SkipReason is not null));
        }

        output.WriteLine();
    }

    private static void WriteRow(TextWriter output, string protocol, string kind, object passed, object failed, object skipped) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{protocol,-20}{kind,-12}{passed,8}{failed,8}{skipped,9}"));
}
