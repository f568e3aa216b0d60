using System.Diagnostics.CodeAnalysis;

namespace Llm.Providers.Corpus;

/// <summary>What the command line asks for.</summary>
internal sealed record Arguments(string Folder, string? Protocol, string? CaseId, string? JsonFile)
{
    public const string Usage = "Usage: Llm.Providers.Corpus DIR [--protocol P] [--case ID] [--json FILE], or: Llm.Providers.Corpus usages FILE";

    public static bool TryParse(string[] args, [NotNullWhen(true)] out Arguments? arguments)
    {
        arguments = null;
        string? folder = null;
        var options = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--protocol" or "--case" or "--json")
            {
                if (i + 1 == args.Length || !options.TryAdd(args[i], args[++i]))
                {
                    return false;
                }
            }
            else if (folder is null && !args[i].StartsWith('-'))
            {
                folder = args[i];
            }
            else
            {
                return false;
            }
        }

        arguments = folder is null ? null : new(folder, options.GetValueOrDefault("--protocol"), options.GetValueOrDefault("--case"), options.GetValueOrDefault("--json"));
        return arguments is not null;
    }

    public bool Wants(CorpusCase recorded) => (Protocol is null || recorded.Protocol == Protocol) && (CaseId is null || recorded.Id == CaseId);
}
