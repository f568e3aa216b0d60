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
    public void Every_link_between_documents_leads_somewhere()
    {
        var broken = from file in SourceTree.Files("docs", "*.md").Concat(Directory.GetFiles(SourceTree.Root, "*.md"))
                     from Match link in RelativeLink().Matches(File.ReadAllText(file))
                     let target = Path.Combine(Path.GetDirectoryName(file)!, link.Groups["path"].Value)
                     where !File.Exists(target) && !Directory.Exists(target)
                     select $"{SourceTree.NameOf(file)}: {link.Groups["path"].Value}";

        Assert.Empty(broken);
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

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref) )*(?:class|record struct|record class|record|struct|interface|enum) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"(?<![\w.:/>])/(?:work|home|root|tmp|Users|var|opt|mnt)/\w+|\b[A-Z]:\\\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\((?<path>(?!https?:|mailto:|#)[^)#\s]+)")]
    private static partial Regex RelativeLink();
}
