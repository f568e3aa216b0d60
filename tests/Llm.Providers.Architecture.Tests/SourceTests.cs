using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Llm.Providers.Architecture.Tests;

/// <summary>Rules about files.</summary>
public sealed partial class SourceTests
{
    private const int MostLines = 400;
    private const int MostSampleLines = 60;

    [Fact]
    public void No_source_file_is_longer_than_can_be_read() =>
        Assert.Empty(SourceTree.Files("src", "*.cs").Select(f => (Name: SourceTree.NameOf(f), Lines: File.ReadAllLines(f).Length)).Where(f => f.Lines > MostLines));

    [Fact]
    public void A_sample_fits_a_screen_or_two() =>
        Assert.Empty(SourceTree.Files("samples", "Program.cs").Select(f => (Name: SourceTree.NameOf(f), Lines: File.ReadAllLines(f).Length)).Where(f => f.Lines > MostSampleLines));

    [Fact]
    public void A_file_holds_one_public_type() =>
        Assert.Empty(SourceTree.Files("src", "*.cs").Where(f => PublicType().Count(File.ReadAllText(f)) > 1).Select(SourceTree.NameOf));

    [Fact]
    public void Nothing_is_folded_away() => Assert.Empty(SourceTree.Files("src", "*.cs").Where(f => File.ReadAllText(f).Contains("#region", StringComparison.Ordinal)).Select(SourceTree.NameOf));

    [Fact]
    public void A_warning_is_switched_off_only_with_a_reason_on_the_line() =>
        Assert.Empty(SourceTree.Files("src", "*.cs").SelectMany(f => File.ReadAllLines(f).Where(l => l.Contains("#pragma warning disable", StringComparison.Ordinal) && !l.Contains("//", StringComparison.Ordinal)).Select(l => $"{SourceTree.NameOf(f)}: {l}")));

    [Fact]
    public void Versions_of_packages_stand_in_one_place() =>
        Assert.Empty(new[] { "src", "tests", "samples" }.SelectMany(d => SourceTree.Files(d, "*.csproj")).Where(f => XDocument.Load(f).Descendants("PackageReference").Any(r => r.Attribute("Version") is not null)).Select(SourceTree.NameOf));

    [Fact]
    public void The_core_depends_on_three_packages() =>
        Assert.Equal(
            ["Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.Http.Resilience", "Microsoft.Extensions.Options"],
            References("Llm.Providers", "PackageReference"));

    [Theory]
    [InlineData("Llm.Providers.Anthropic")]
    [InlineData("Llm.Providers.Google")]
    [InlineData("Llm.Providers.LMStudio")]
    [InlineData("Llm.Providers.Ollama")]
    [InlineData("Llm.Providers.OpenAI")]
    [InlineData("Llm.Providers.OpenAICompatible")]
    [InlineData("Llm.Providers.DataProtection", "Microsoft.AspNetCore.DataProtection")]
    public void A_package_brings_nothing_from_outside_but_what_it_is_for(string package, params string[] needs) => Assert.Equal(needs, References(package, "PackageReference"));

    [Fact]
    [Trait("Requirement", "S06")]
    public void Every_package_says_what_it_is_for() =>
        Assert.Empty(Directory.GetDirectories(Path.Combine(SourceTree.Root, "src")).Where(d => !File.Exists(Path.Combine(d, "README.md"))).Select(SourceTree.NameOf));

    [Fact]
    public void Provider_packages_know_the_core_and_the_shared_protocol_only()
    {
        foreach (var package in Directory.GetDirectories(Path.Combine(SourceTree.Root, "src")).Select(d => Path.GetFileName(d)!).Where(p => p is not ("Llm.Providers" or "Llm.Providers.Testing")))
        {
            Assert.Subset(new HashSet<string> { "Llm.Providers", "Llm.Providers.OpenAICompatible" }, References(package, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/'))).ToHashSet());
        }
    }

    [Fact]
    public void Every_kind_of_error_is_explained()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "errors.md"));

        Assert.Empty(Enum.GetNames<LlmErrorKind>().Where(k => !page.Contains($"| `{k}` |", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> References(string package, string kind) =>
        XDocument.Load(Path.Combine(SourceTree.Root, "src", package, package + ".csproj")).Descendants(kind).Select(r => r.Attribute("Include")!.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^public (?:static |sealed |abstract |readonly |ref |partial )*(?:class|record|struct|interface|enum|delegate) ", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
