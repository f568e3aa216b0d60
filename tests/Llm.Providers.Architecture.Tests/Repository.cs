using System.Xml.Linq;

namespace Llm.Providers.Architecture.Tests;

/// <summary>The source tree.</summary>
internal static class Repository
{
    public const string Core = "Llm.Providers";
    public const string SharedWire = "Llm.Providers.OpenAICompatible";
    public const string Testing = "Llm.Providers.Testing";

    public static string Root { get; } = FindRoot();

    /// <summary>Gets the projects below <c>src</c>, by name.</summary>
    public static IReadOnlyDictionary<string, XElement> Packages { get; } =
        Directory.GetDirectories(Path.Combine(Root, "src")).SelectMany(d => Directory.GetFiles(d, "*.csproj"))
            .ToDictionary(p => Path.GetFileNameWithoutExtension(p), p => XDocument.Load(p).Root!);

    /// <summary>Gets the packages that speak to vendors: neither core nor the one for tests, nor what runs in a compiler.</summary>
    public static IEnumerable<string> Providers =>
        Packages.Where(p => p.Key is not (Core or Testing) && !IsForCompilers(p.Value)).Select(p => p.Key);

    /// <summary>Gets the folders whose text belongs to the product.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["src", "docs", "samples", "tests", "build"];

    public static IEnumerable<string> Files(string folder, params string[] patterns)
    {
        var path = Path.Combine(Root, folder);
        return Directory.Exists(path)
            ? patterns.SelectMany(p => Directory.EnumerateFiles(path, p, SearchOption.AllDirectories)).Where(f => !IsBuilt(f))
            : [];
    }

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    public static IEnumerable<string> References(XElement project, string kind) =>
        project.Descendants(kind).Select(r => r.Attribute("Include")?.Value).OfType<string>();

    private static bool IsForCompilers(XElement project) => project.Descendants("TargetFramework").Any(t => t.Value == "netstandard2.0");

    private static bool IsBuilt(string file) => Relative(file).Split('/').Any(part => part is "bin" or "obj");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Llm.Providers.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"Llm.Providers.sln is in no folder above {AppContext.BaseDirectory}.");
    }
}
