namespace Llm.Providers.Corpus.Usages;

/// <summary>An expectation that the bytes or the vendor's price list contradict. The row still counts as failed; the output says why.</summary>
internal sealed record UsageDispute(string Provider, string Flavor, IReadOnlyList<int> Bodies, string Why)
{
    private static readonly List<UsageDispute> s_all = Load();

    public static UsageDispute? Of(UsageRow row) => s_all.Find(d => d.Provider == row.Provider && d.Flavor == row.Flavor && d.Bodies.Contains(row.Index));

    private static List<UsageDispute> Load()
    {
        using var stream = typeof(UsageDispute).Assembly.GetManifestResourceStream("usages-disputed.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.EnumerateArray().Select(d => new UsageDispute(
            d.GetProperty("provider").GetString()!, d.GetProperty("flavor").GetString()!, [.. d.GetProperty("bodies").EnumerateArray().Select(b => b.GetInt32())], d.GetProperty("why").GetString()!))];
    }
}
