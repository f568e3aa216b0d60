using System.Text.Json.Nodes;

namespace Llm.Providers.Build;

/// <summary>The catalog files of a repository: which there are, and what is to stand in them.</summary>
/// <param name="root">The folder of the repository.</param>
public sealed class CatalogFiles(string root)
{
    private readonly string _facts = Path.Combine(root, "build", "catalog", "facts");

    /// <summary>Gets the providers that have facts.</summary>
    public IEnumerable<string> Providers => Directory.GetFiles(_facts, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    /// <summary>Finds the folder of the repository above another.</summary>
    /// <param name="folder">A folder in the repository.</param>
    /// <returns>The folder with the solution.</returns>
    /// <exception cref="DirectoryNotFoundException">The folder is not in the repository.</exception>
    public static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "Llm.Providers.sln")) ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Run this inside the repository."));

    /// <summary>Writes the files of some providers.</summary>
    /// <param name="providers">The ids of the providers.</param>
    /// <param name="from">The folder of the collections.</param>
    /// <param name="output">Takes a line for each.</param>
    /// <returns>The exit code, 0.</returns>
    public int Refresh(IEnumerable<string> providers, string from, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(providers);
        ArgumentNullException.ThrowIfNull(output);
        var total = 0;
        foreach (var provider in providers)
        {
            var (file, text, count) = Render(provider, from);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            output.WriteLine($"{provider}: {count} models");
            total += count;
        }

        output.WriteLine($"{total} models");
        return 0;
    }

    /// <summary>Says which files a refresh would change.</summary>
    /// <param name="from">The folder of the collections.</param>
    /// <param name="output">Takes a line for each.</param>
    /// <returns>The exit code: 0 when there is none, otherwise 1.</returns>
    public int Check(string from, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var stale = Providers.Select(p => Render(p, from)).Where(r => !File.Exists(r.File) || File.ReadAllText(r.File) != r.Text).ToList();
        stale.ForEach(r => output.WriteLine($"A refresh would change {Path.GetRelativePath(root, r.File)}."));
        output.WriteLine(stale.Count == 0 ? "Every file is what a refresh writes." : $"{stale.Count} files differ.");
        return stale.Count == 0 ? 0 : 1;
    }

    private (string File, string Text, int Count) Render(string provider, string from)
    {
        var facts = CatalogJson.Read(Path.Combine(_facts, provider + ".json"))
            ?? throw new FileNotFoundException($"build/catalog/facts/{provider}.json says where the facts of a provider come from; there is none.");
        var sources = CatalogJson.Read(Path.Combine(root, "build", "catalog", "sources.json"))!;
        var rows = new Rows(facts, sources, from).All();
        var file = new JsonObject
        {
            ["$schema"] = "../../../build/catalog.schema.json",
            ["provider"] = provider,
            ["class"] = facts.Text("class"),
            ["source"] = facts.Text("source"),
            ["checked"] = facts.Text("checked") ?? sources["models"].Text("date"),
        };
        return (Path.Combine(root, "src", facts.Text("project")!, "Catalog", provider + ".json"), CatalogJson.Print(file, rows), rows.Count);
    }
}
