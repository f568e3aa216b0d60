extern alias Generators;

using Generators::Llm.Providers;
using Generators::Llm.Providers.Generators;
using Llm.Providers.Tests;
using Microsoft.CodeAnalysis;

namespace Llm.Providers.Generators.Tests;

/// <summary>What is said of catalogs with faults, and what becomes of the rest of them.</summary>
public sealed class DiagnosticTests
{
    public static TheoryData<string> Cases => [.. DiagnosticCases.All.Keys];

    private static IEnumerable<CatalogRule> CatalogRules =>
        typeof(CatalogRule).GetFields().Where(f => f.IsStatic).Select(f => (CatalogRule)f.GetValue(null)!);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fault(string name)
    {
        var result = Generation.Run(DiagnosticCases.All[name]);

        var members = Generation.Application().AddSyntaxTrees(result.GeneratedTrees).GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Select(f => $"{f.ContainingType.ContainingType.Name}.{f.Name} = {f.ConstantValue}");
        Snapshot.Match($"{DiagnosticCases.All[name].Trim()}\n\n{Generation.Show(result.Diagnostics)}\n\n{string.Join('\n', members)}\n", name.Replace(' ', '_').Replace(",", "", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Code_of_a_catalog_with_a_fault_compiles_all_the_same(string name) =>
        Assert.Empty(Generation.Compile(DiagnosticCases.All[name]).GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Requirement", "S14")]
    public void A_case_shows_the_rule_it_is_named_after(string name) =>
        Assert.Contains(Generation.Run(DiagnosticCases.All[name]).Diagnostics, d => d.Id == name[..8]);

    [Fact]
    [Trait("Requirement", "S15")]
    public void S15_a_second_default_for_the_same_thing_fails_the_build_at_its_place()
    {
        const string Catalog = """{ "provider": "acme", "models": { "a": { "default": true, "modes": ["chat"] }, "b": { "default": true, "modes": ["embeddings"] }, "c": { "default": true, "modes": ["chat"] } } }""";

        var fault = Assert.Single(Generation.Run(Catalog).Diagnostics);

        Assert.Equal(("LLMP1006", DiagnosticSeverity.Error), (fault.Id, fault.Severity));
        Assert.Equal(Catalog.LastIndexOf("\"default\"", StringComparison.Ordinal), fault.Location.SourceSpan.Start);
    }

    [Theory]
    [InlineData("\"ctx\": \"4096\"", "LLMP1005", DiagnosticSeverity.Error)]
    [InlineData("\"tokens\": 0.5", "LLMP1007", DiagnosticSeverity.Error)]
    [InlineData("\"vision\": \"yes\"", "LLMP1005", DiagnosticSeverity.Error)]
    [InlineData("\"mode\": \"chat\"", "LLMP1005", DiagnosticSeverity.Error)]
    [InlineData("\"colour\": \"red\"", "LLMP1004", DiagnosticSeverity.Warning)]
    [Trait("Requirement", "S14")]
    public void S14_a_field_of_the_wrong_type_fails_the_build_and_one_that_is_unknown_warns(string field, string id, DiagnosticSeverity severity)
    {
        var fault = Assert.Single(Generation.Run($$"""{ "a": { "llm": "acme", {{field}} } }""").Diagnostics);

        Assert.Equal((id, severity), (fault.Id, fault.Severity));
    }

    [Fact]
    public void Two_files_of_one_class_give_the_first()
    {
        var result = Generation.Driver(("b.json", """{ "provider": "acme", "models": { "b": {} } }"""), ("a.json", """{ "provider": "acme", "models": { "a": {} } }""")).RunGenerators(Generation.Application()).GetRunResult();

        Assert.Equal("b.json(1,1): error LLMP1018: The class AcmeModels is made from \"a.json\" already; give this file another name in \"class\", or another namespace.", Generation.Show(result.Diagnostics));
        Assert.Single(result.GeneratedTrees);
    }

    [Fact]
    public void Every_rule_has_a_case() =>
        Assert.Empty(CatalogRules.Select(r => r.Id).Except(DiagnosticCases.All.Keys.Select(k => k[..8])).Except(["LLMP1018"]));

    [Fact]
    public void Every_diagnostic_is_explained_on_a_page_of_its_own()
    {
        var folder = Path.Combine(Repository.Root, "docs", "diagnostics");
        var index = File.ReadAllText(Path.Combine(folder, "README.md"));
        var ids = CatalogRules.Select(r => r.Id).Concat(new ModelIdAnalyzer().SupportedDiagnostics.Select(d => d.Id)).Concat(["LLMP0001", "LLMP0002"]).ToList();

        Assert.All(ids, id => Assert.True(File.Exists(Path.Combine(folder, $"{id}.md")) && index.Contains($"]({id}.md)", StringComparison.Ordinal), id));
        Assert.Empty(Directory.GetFiles(folder, "LLMP*.md").Select(f => Path.GetFileNameWithoutExtension(f)).Except(ids));
    }

    [Fact]
    public void The_help_link_of_a_diagnostic_leads_to_the_package_whose_page_explains_it()
    {
        var descriptors = CatalogRules.Select(r => Rules.ToDiagnostic(new(r, "", default), "a.json").Descriptor).Concat(new ModelIdAnalyzer().SupportedDiagnostics).ToList();
        var page = File.ReadAllText(Path.Combine(Repository.Root, "src", "Llm.Providers", "README.md")); // what nuget.org shows there

        Assert.All(descriptors, d => Assert.Equal("https://www.nuget.org/packages/Llm.Providers", d.HelpLinkUri));
        Assert.All(descriptors.Select(d => d.Id).Concat(["LLMP0001", "LLMP0002"]), id => Assert.Contains($"| {id} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_compiler_is_told_the_severity_that_the_reader_gives()
    {
        var shown = CatalogRules.Select(r => (r.Id, Severity: Rules.ToDiagnostic(new(r, "", default), "a.json").Severity.ToString()));

        Assert.Equal(CatalogRules.Select(r => (r.Id, r.Severity.ToString())), shown);
    }
}
