namespace Llm.Providers.Corpus.Usages;

/// <summary>Computes what each body of a file costs and compares it with what it is expected to cost.</summary>
internal static class UsageRunner
{
    public static async Task<IReadOnlyList<UsageResult>> RunAsync(string path)
    {
        var results = new List<UsageResult>();
        foreach (var row in UsageFile.Read(path))
        {
            results.Add(await UsageResult.OfAsync(row));
        }

        return results;
    }
}
