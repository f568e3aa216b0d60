using System.Globalization;

namespace Llm.Providers.Corpus.Usages;

/// <summary>Writes results for people: what is not covered and why, the differences with their bytes, a table, and the totals on the last line.</summary>
internal static class UsageReport
{
    /// <summary>The providers whose coverage is summed up, in the words of the file.</summary>
    private static readonly string[] s_largest = ["openai", "anthropic", "google", "azure", "groq", "mistral", "deepseek", "x-ai", "openrouter"];

    public static void Write(TextWriter output, IReadOnlyList<UsageResult> results)
    {
        foreach (var group in results.Where(r => r.SkipReason is not null).GroupBy(r => (r.Row.Provider, r.Row.Flavor, r.SkipReason)).OrderBy(g => g.Key.Provider, StringComparer.Ordinal))
        {
            output.WriteLine($"skipped {group.Count()} of {group.Key.Provider} {group.Key.Flavor}: {group.Key.SkipReason}");
        }

        foreach (var result in results.Where(r => r.Failed))
        {
            WriteDifference(output, result);
        }

        WriteTable(output, results);
        output.WriteLine(Line($"{results.Count(r => r.Passed)} passed, {results.Count(r => r.Failed)} failed, {results.Count(r => r.SkipReason is not null)} skipped"));
    }

    private static void WriteDifference(TextWriter output, UsageResult result)
    {
        var (row, cost) = (result.Row, result.Cost!);
        output.WriteLine(Line($"{row.Id} {row.Model}: input {row.InputPrice} expected, {cost.Input} computed; output {row.OutputPrice} expected, {cost.Output} computed; {string.Join(", ", cost.Parts.Select(p => Line($"{p.Kind} {p.Count} x {p.Price}")))}; {row.Body.GetRawText().ReplaceLineEndings("")}"));
        if (result.Dispute is { } dispute)
        {
            output.WriteLine($"{row.Id} DISPUTED: {dispute.Why}");
        }
    }

    private static void WriteTable(TextWriter output, IReadOnlyList<UsageResult> results)
    {
        output.WriteLine();
        output.WriteLine($"{"provider",-22}{"API",-12}{"priced",8}{"covered",9}{"equal",8}");
        foreach (var group in results.GroupBy(r => (r.Row.Provider, r.Row.Flavor)).OrderBy(g => g.Key))
        {
            WriteRow(output, group.Key.Provider, group.Key.Flavor, [.. group]);
        }

        WriteRow(output, "the nine largest", "", [.. results.Where(r => s_largest.Contains(r.Row.Provider))]);
        output.WriteLine();
    }

    private static void WriteRow(TextWriter output, string provider, string flavor, IReadOnlyList<UsageResult> results)
    {
        var (covered, equal) = (results.Count(r => r.Cost is not null), results.Count(r => r.Passed));
        output.WriteLine(Line($"{provider,-22}{flavor,-12}{results.Count,8}{covered,9}{equal,8}{(double)covered / Math.Max(results.Count, 1),9:P1} covered{(covered == 0 ? 0 : (double)equal / covered),9:P1} of these equal"));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
