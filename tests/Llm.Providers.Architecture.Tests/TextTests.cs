using System.Text.RegularExpressions;

namespace Llm.Providers.Architecture.Tests;

/// <summary>Rules about what stands in files.</summary>
public sealed partial class TextTests
{
    private const int MostSnapshotLines = 200;

    private static readonly string[] s_texts = ["*.cs", "*.md", "*.json", "*.props", "*.targets", "*.csproj"];

    [Fact]
    public void The_text_names_no_place_on_a_machine()
    {
        var places = from folder in (string[])["src", "docs", "samples", "build"]
                     from pattern in s_texts
                     from file in SourceTree.Files(folder, pattern)
                     from Match place in MachinePath().Matches(File.ReadAllText(file))
                     select $"{SourceTree.NameOf(file)}: {place.Value}";

        Assert.Empty(places);
    }

    [Fact]
    [Trait("Requirement", "S72")]
    public void Every_link_between_documents_leads_somewhere()
    {
        var links = LinksOf([.. SourceTree.Files("docs", "*.md"), .. SourceTree.Files("src", "*.md"), .. Directory.GetFiles(SourceTree.Root, "*.md")]).ToList();

        Assert.True(links.Count > 100, "The links were not found.");
        Assert.Empty(links.Where(l => !File.Exists(l.Target) && !Directory.Exists(l.Target)).Select(l => $"{SourceTree.NameOf(l.From)}: {l.Written}"));
    }

    /// <summary>A heading that is renamed takes its anchor with it.</summary>
    [Fact]
    [Trait("Requirement", "S72")]
    public void Every_link_to_a_chapter_finds_it()
    {
        var links = LinksOf([.. SourceTree.Files("docs", "*.md"), .. Directory.GetFiles(SourceTree.Root, "*.md")]).Where(l => l.Chapter.Length > 0).ToList();

        Assert.NotEmpty(links);
        Assert.Empty(links.Where(l => !ChaptersOf(l.Target).Contains(l.Chapter)).Select(l => $"{SourceTree.NameOf(l.From)}: {l.Written}"));
    }

    [Fact]
    [Trait("Requirement", "S72")]
    public void Every_page_is_found_from_the_first_one()
    {
        var readme = Path.Combine(SourceTree.Root, "README.md");
        var pages = Directory.GetFiles(Path.Combine(SourceTree.Root, "docs"), "*.md").Concat(SourceTree.Files("src", "README.md").Where(f => !f.Contains("Llm.Providers.Generators", StringComparison.Ordinal))); // it ships in the core's package

        Assert.Empty(pages.Except(LinksOf([readme]).Select(l => l.Target)).Select(SourceTree.NameOf));
    }

    [Fact]
    [Trait("Requirement", "S72")]
    public void Every_page_of_a_folder_is_found_from_the_list_of_that_folder()
    {
        var lost = from list in SourceTree.Files("docs", "README.md")
                   from page in Directory.GetFiles(Path.GetDirectoryName(list)!, "*.md").Except(LinksOf([list]).Select(l => l.Target).Append(list))
                   select SourceTree.NameOf(page);

        Assert.Empty(lost);
    }

    [Fact]
    [Trait("Requirement", "S72")]
    public void What_the_page_on_architecture_names_is_there()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "architecture.md"));
        var rows = page.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Split('|')[2]);
        var named = rows.SelectMany(r => CodeWord().Matches(r).Select(m => m.Groups["word"].Value)).ToList();
        var sources = SourceTree.Files("src", "*.cs").Select(f => SourceTree.NameOf(f).Replace('\\', '/')[..^".cs".Length].Split('{')[0]).ToList();

        Assert.True(named.Count > 40, "The table was not found.");
        Assert.Empty(named.Where(n => !sources.Any(s => s.EndsWith($"/{n}", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_snapshot_can_be_reviewed() =>
        Assert.Empty(SourceTree.Files("tests", "*.snap").Select(f => (Name: SourceTree.NameOf(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > MostSnapshotLines));

    [Fact]
    public void A_public_type_is_found_by_the_name_of_its_file()
    {
        var lost = from file in SourceTree.Files("src", "*.cs")
                   from Match type in PublicType().Matches(File.ReadAllText(file))
                   where type.Groups["name"].Value != Path.GetFileNameWithoutExtension(file).Split('{', '.')[0]
                   select $"{SourceTree.NameOf(file)}: {type.Groups["name"].Value}";

        Assert.Empty(lost);
    }

    [Theory]
    [InlineData(@"\bthis\.\w")]
    [InlineData(@"\b(TODO|FIXME|HACK)\b")]
    [InlineData(@"catch\s*(\(Exception[^)]*\)\s*)?\{\s*\}")]
    public void What_the_style_rules_out_is_not_there(string pattern) =>
        Assert.Empty(SourceTree.Files("src", "*.cs").Where(f => Regex.IsMatch(File.ReadAllText(f), pattern)).Select(SourceTree.NameOf));

    private static IEnumerable<(string From, string Written, string Target, string Chapter)> LinksOf(IEnumerable<string> files) =>
        from file in files
        from Match link in RelativeLink().Matches(CodeBlock().Replace(File.ReadAllText(file), ""))
        let path = link.Groups["path"].Value
        let target = path.Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, path))
        select (file, link.Value, target, link.Groups["chapter"].Value);

    // As GitHub names them: small letters, a hyphen for a space, no punctuation.
    private static HashSet<string> ChaptersOf(string page) => File.Exists(page)
        ? [.. Heading().Matches(CodeBlock().Replace(File.ReadAllText(page), "")).Select(h => Punctuation().Replace(h.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))]
        : [];

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref) )*(?:class|record struct|record class|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"(?<![\w.:/>])/(?:work|home|root|tmp|Users|var|opt|mnt)/\w+|\b[A-Z]:\\\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\((?!https?:|mailto:)(?<path>[^)#\s]*)(?:#(?<chapter>[^)\s]+))?\)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex("`(?<word>[^`]+)`")]
    private static partial Regex CodeWord();

    [GeneratedRegex(@"[^\p{L}\p{N}\s_-]")]
    private static partial Regex Punctuation();
}
