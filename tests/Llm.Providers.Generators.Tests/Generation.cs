extern alias Generators;

using System.Collections.Immutable;
using System.Text;
using Generators::Llm.Providers.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Llm.Providers.Generators.Tests;

/// <summary>Runs the generator over catalogs given as text.</summary>
internal static class Generation
{
    private static readonly CSharpParseOptions s_language = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(IsNeeded).Select(f => MetadataReference.CreateFromFile(f))];

    /// <summary>Makes a compilation of an application that refers to the core.</summary>
    public static CSharpCompilation Application(params string[] code) => CSharpCompilation.Create(
        "Application",
        code.Select((c, i) => CSharpSyntaxTree.ParseText(c, s_language, $"Code{i}.cs", Encoding.UTF8)),
        s_references,
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Makes a driver over files, each a path and its text.</summary>
    public static GeneratorDriver Driver(params (string Path, string Text)[] files) => Driver([.. files.Select(f => File(f.Path, f.Text))]);

    public static GeneratorDriver Driver(params AdditionalText[] files) => CSharpGeneratorDriver.Create(
        [new ModelCatalogGenerator().AsSourceGenerator()],
        files,
        s_language,
        new CatalogOptions(),
        new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static AdditionalText File(string path, string text) => new CatalogText(path, text);

    /// <summary>Runs the generator over one file.</summary>
    public static GeneratorDriverRunResult Run(string json, string path = "acme.json") => Driver((path, json)).RunGenerators(Application()).GetRunResult();

    /// <summary>Compiles an application together with what is generated for it.</summary>
    public static Compilation Compile(string json, params string[] code)
    {
        Driver(("acme.json", json)).RunGeneratorsAndUpdateCompilation(Application(code), out var compilation, out _);
        return compilation;
    }

    /// <summary>Lists diagnostics as a build prints them.</summary>
    public static string Show(IEnumerable<Diagnostic> diagnostics) => string.Join('\n', diagnostics.Select(d =>
        $"{d.Location.GetLineSpan().Path}({d.Location.GetLineSpan().StartLinePosition.Line + 1},{d.Location.GetLineSpan().StartLinePosition.Character + 1}): {d.Severity.ToString().ToLowerInvariant()} {d.Id}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));

    private static bool IsNeeded(string file) =>
        Path.GetFileName(file) is var name && !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && !name.StartsWith("Llm.Providers.Generators", StringComparison.Ordinal) && !name.StartsWith("xunit", StringComparison.Ordinal);

    private sealed class CatalogText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }

    private sealed class CatalogOptions : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new() { ["build_property.RootNamespace"] = "Acme.App" });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([]);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Values(textFile.Path.EndsWith("other.json", StringComparison.Ordinal) ? [] : new() { ["build_metadata.AdditionalFiles.LlmModelCatalog"] = "true" });
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
