extern alias Generators;

using Generators::Llm.Providers.Generators;
using Llm.Providers.Tests;
using Microsoft.CodeAnalysis;

namespace Llm.Providers.Generators.Tests;

/// <summary>The code that is written, and when it is written again.</summary>
public sealed class GeneratorTests
{
    private const string Json =
        """
        {
          "provider": "acme",
          "source": "https://acme.example/models",
          "models": {
            "rocket-2.5-pro": {
              "name": "Rocket <2.5>",
              "aliases": ["rocket-pro"],
              "default": true,
              "modes": ["chat"],
              "input": ["text", "image"],
              "output": ["text"],
              "context": 200000,
              "maxOutput": 8192,
              "prices": { "input": 3, "output": 15 },
              "knowledge": "2025-07"
            },
            "rocket-1": { "status": "deprecated", "retires": "2026-12-31", "successor": "rocket-2.5-pro" }
          }
        }
        """;

    [Fact]
    public void Code_of_a_catalog() => Snapshot.Match(Generation.Run(Json).GeneratedTrees.Single().ToString());

    [Fact]
    public void The_code_compiles_without_a_warning()
    {
        var compilation = Generation.Compile(Json);

        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity != DiagnosticSeverity.Hidden));
        Assert.Equal("Acme.App.AcmeModels.g.cs", Path.GetFileName(compilation.SyntaxTrees.Single().FilePath));
    }

    [Theory]
    [InlineData("\\u2028")]
    [InlineData("\\u2029")]
    [InlineData("\\u0085")]
    [InlineData("\\r\\n")]
    public void A_name_with_an_end_of_line_stays_within_its_comment(string end)
    {
        var compilation = Generation.Compile(Json.Replace("Rocket <2.5>", $"Rocket{end}no code", StringComparison.Ordinal));

        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("All")]
    [InlineData("Ids")]
    [InlineData("ModelRows")]
    [InlineData("s_table")]
    public void A_member_cannot_take_a_name_that_the_class_has_already(string name)
    {
        var compilation = Generation.Compile(Json.Replace("\"name\": \"Rocket", $"\"member\": \"{name}\", \"name\": \"Rocket", StringComparison.Ordinal));

        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void A_deprecated_member_warns_with_an_id_of_its_own_and_the_table_does_not()
    {
        var compilation = Generation.Compile(Json, "class C { public object A = Acme.App.AcmeModels.Rocket1; public string B = Acme.App.AcmeModels.Ids.Rocket1; public object D = Acme.App.AcmeModels.All; }");

        var warnings = compilation.GetDiagnostics();
        Assert.Equal(["LLMP0001", "LLMP0001"], warnings.Select(d => d.Id));
        Assert.Contains("rocket-1 is deprecated; use rocket-2.5-pro (retires 2026-12-31).", warnings[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edit_of_code_generates_nothing_again()
    {
        var driver = Generation.Driver(("acme.json", Json), ("other.json", "{ not a catalog")).RunGenerators(Generation.Application("class A;"));

        var result = driver.RunGenerators(Generation.Application("class A { void Edited() { } }")).GetRunResult().Results.Single();

        var steps = new[] { ModelCatalogGenerator.InputStep, ModelCatalogGenerator.ResultStep, ModelCatalogGenerator.AllStep }.SelectMany(name => result.TrackedSteps[name]);
        Assert.Equal(3, steps.Count());
        Assert.All(steps.Concat(result.TrackedOutputSteps.SelectMany(o => o.Value)).SelectMany(s => s.Outputs), o => Assert.True(o.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, o.Reason.ToString()));
    }

    [Fact]
    public void An_edit_of_one_catalog_leaves_the_code_of_the_other()
    {
        const string Second = """{ "provider": "bolt", "models": { "b1": { "context": 1000 } } }""";
        var edited = Generation.File("b.json", Second);
        var driver = Generation.Driver(Generation.File("a.json", Json), edited).RunGenerators(Generation.Application());
        var first = driver.GetRunResult().Results.Single();

        driver = driver.ReplaceAdditionalText(edited, Generation.File("b.json", Second.Replace("1000", "2000", StringComparison.Ordinal)));
        var second = driver.RunGenerators(Generation.Application()).GetRunResult().Results.Single();

        Assert.NotEqual(first.GeneratedSources[1].SourceText.ToString(), second.GeneratedSources[1].SourceText.ToString());
        var outputs = second.TrackedOutputSteps.SelectMany(o => o.Value).SelectMany(s => s.Outputs).Select(o => o.Reason).Order();
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], outputs);
    }
}
