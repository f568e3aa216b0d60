using System.Xml.Linq;

namespace Llm.Providers.Architecture.Tests;

/// <summary>What a package refers to and brings with it.</summary>
public sealed class PackageTests
{
    public static TheoryData<string> Packages => [.. Repository.Packages.Keys];

    public static TheoryData<string> Providers => [.. Repository.Providers];

    [Fact]
    public void There_are_packages_to_look_at() =>
        Assert.Superset(new HashSet<string> { "Llm.Providers.OpenAI", "Llm.Providers.LMStudio", Repository.SharedWire }, Repository.Providers.ToHashSet());

    [Fact]
    public void Core_refers_to_three_packages_and_no_project()
    {
        var core = Repository.Packages[Repository.Core];

        Assert.Equal(["Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.Http.Resilience", "Microsoft.Extensions.Options"], Repository.References(core, "PackageReference").Order());
        Assert.Empty(Repository.References(core, "ProjectReference").Where(r => !r.Contains("Generators", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_provider_refers_to_core_or_the_shared_wire_and_to_no_other_provider(string package)
    {
        var projects = Repository.References(Repository.Packages[package], "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')));

        Assert.Empty(projects.Where(p => p is not (Repository.Core or Repository.SharedWire) && !p.Contains("Generators", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_provider_brings_no_package_of_its_own(string package) => Assert.Empty(Repository.References(Repository.Packages[package], "PackageReference"));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_explains_itself(string package)
    {
        var readme = Path.Combine(Repository.Root, "src", package, "README.md");

        Assert.True(File.Exists(readme), $"{package} has no README.md.");
        Assert.StartsWith($"# {package}", File.ReadAllText(readme), StringComparison.Ordinal);
        Assert.False(string.IsNullOrWhiteSpace(Repository.Packages[package].Descendants("Description").SingleOrDefault()?.Value), $"{package} has no description.");
    }

    [Fact]
    public void Versions_stand_in_one_place()
    {
        var versions = from file in Repository.Folders.SelectMany(f => Repository.Files(f, "*.csproj"))
                       from reference in XDocument.Load(file).Descendants("PackageReference")
                       where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null || reference.Element("Version") is not null
                       select $"{Repository.Relative(file)}: {reference.Attribute("Include")?.Value}";

        Assert.Empty(versions);
    }

    [Fact]
    public void Every_package_that_is_referred_to_has_a_version()
    {
        var known = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion").Select(p => p.Attribute("Include")!.Value);
        var used = Repository.Folders.SelectMany(f => Repository.Files(f, "*.csproj", "*.props")).SelectMany(f => Repository.References(XDocument.Load(f).Root!, "PackageReference"));

        Assert.Empty(used.Except(known));
    }
}
