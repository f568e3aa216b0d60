using Llm.Providers.Corpus.Usages;

namespace Llm.Providers.Corpus;

internal static class Program
{
    private const int AllPassed = 0;
    private const int SomeFailed = 1;
    private const int BadArguments = 2;

    public static async Task<int> Main(string[] args)
    {
        if (args is ["usages", var file])
        {
            return await CompareCostsAsync(file);
        }

        if (!Arguments.TryParse(args, out var arguments))
        {
            return Complain(Arguments.Usage);
        }

        var folder = new CorpusFolder(arguments.Folder);
        if (!folder.Exists)
        {
            return Complain($"{Path.GetFullPath(arguments.Folder)} has no folder 'cases'.");
        }

        CorpusCase[] cases = [.. folder.Load().Where(arguments.Wants)];
        if (cases.Length == 0)
        {
            return Complain("No case matches.");
        }

        var results = new List<CaseResult>(cases.Length);
        foreach (var recorded in cases)
        {
            results.Add(await CaseResult.OfAsync(recorded));
        }

        if (arguments.JsonFile is not null)
        {
            JsonReport.Write(arguments.JsonFile, results);
        }

        Report.Write(Console.Out, results);
        return results.Exists(r => r.Failed) ? SomeFailed : AllPassed;
    }

    private static async Task<int> CompareCostsAsync(string file)
    {
        if (!File.Exists(file))
        {
            return Complain($"{Path.GetFullPath(file)} does not exist.");
        }

        var results = await UsageRunner.RunAsync(file);
        UsageReport.Write(Console.Out, results);
        return results.Any(r => r.Failed) ? SomeFailed : AllPassed;
    }

    private static int Complain(string message)
    {
        Console.Error.WriteLine(message);
        return BadArguments;
    }
}
