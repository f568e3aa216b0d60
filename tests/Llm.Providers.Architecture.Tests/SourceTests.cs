using System.Text.RegularExpressions;

namespace Llm.Providers.Architecture.Tests;

/// <summary>What the text of the source looks like.</summary>
public sealed partial class SourceTests
{
    private const int MaxLines = 400;
    private const int MaxSampleLines = 60;

    private static IEnumerable<string> Sources => Repository.Files("src", "*.cs");

    [Fact]
    public void No_source_file_is_too_long() => Assert.Empty(Sources.Select(f => (File: Repository.Relative(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > MaxLines));

    [Fact]
    public void A_sample_fits_a_screen() =>
        Assert.Empty(Repository.Files("samples", "Program.cs").Select(f => (File: Repository.Relative(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > MaxSampleLines));

    [Fact]
    public void A_snapshot_can_be_reviewed() =>
        Assert.Empty(Repository.Files("tests", "*.snap").Select(f => (File: Repository.Relative(f), Lines: File.ReadLines(f).Count())).Where(f => f.Lines > 200));

    [Fact]
    public void A_file_holds_one_public_type_named_like_the_file()
    {
        var wrong = from file in Sources
                    let types = PublicType().Matches(File.ReadAllText(file)).Select(m => m.Groups["name"].Value).ToList()
                    let name = Path.GetFileNameWithoutExtension(file).Split('{', '.')[0]
                    where types.Count > 1 || (types.Count == 1 && types[0] != name)
                    select $"{Repository.Relative(file)}: {string.Join(' ', types)}";

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(@"^\s*#region")]
    [InlineData(@"^\s*#pragma warning disable(?!.*//)")]
    [InlineData(@"\bthis\.(?!\[)")]
    [InlineData(@"\bTODO\b|\bHACK\b|\bFIXME\b")]
    [InlineData(@"catch\s*(\(Exception[^)]*\))?\s*\{\s*\}")]
    public void What_the_style_rules_out_is_not_there(string pattern)
    {
        var found = Sources.Where(f => Regex.IsMatch(File.ReadAllText(f), pattern, RegexOptions.Multiline)).Select(Repository.Relative);

        Assert.Empty(found);
    }

    [Fact]
    public void The_text_names_no_place_on_a_machine()
    {
        var found = from folder in (string[])["src", "docs", "samples"]
                    from file in Repository.Files(folder, "*.cs", "*.md", "*.json", "*.props", "*.targets", "*.csproj")
                    where MachinePath().IsMatch(File.ReadAllText(file))
                    select $"{Repository.Relative(file)}: {MachinePath().Match(File.ReadAllText(file)).Value}";

        Assert.Empty(found);
    }

    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        var broken = from file in Repository.Files("docs", "*.md").Concat(Repository.Files("src", "*.md")).Concat(Directory.GetFiles(Repository.Root, "*.md"))
                     from Match link in RelativeLink().Matches(File.ReadAllText(file))
                     let target = Path.Combine(Path.GetDirectoryName(file)!, link.Groups["path"].Value)
                     where !File.Exists(target) && !Directory.Exists(target)
                     select $"{Repository.Relative(file)}: {link.Groups["path"].Value}";

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_kind_of_error_is_explained()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "errors.md"));

        Assert.Empty(Enum.GetNames<LlmErrorKind>().Where(k => !text.Contains($"| `{k}` |", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^public (?:(?:sealed|static|abstract|readonly|partial|ref|unsafe) )*(?:class|record struct|record class|record|struct|interface|enum|delegate \S+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"(?<![\w.:/])/(?:work|home|root|tmp|Users|var|opt|mnt)/\w+|\b[A-Z]:\\\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\((?<path>(?!https?:|mailto:|#)[^)#\s]+)")]
    private static partial Regex RelativeLink();
}
