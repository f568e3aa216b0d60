using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Llm.Providers.Generators;

/// <summary>Turns the model catalogs of a project, <c>&lt;LlmModelCatalog Include="models.json" /&gt;</c>, into typed members.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ModelCatalogGenerator : IIncrementalGenerator
{
    /// <summary>The name under which the reading of files is tracked, for tests of what is done again.</summary>
    public const string InputStep = "CatalogInput";

    /// <summary>The name under which the models of files are tracked.</summary>
    public const string ResultStep = "CatalogResult";

    /// <summary>The name under which the models of all files together are tracked.</summary>
    public const string AllStep = "CatalogAll";

    private const string Marker = "build_metadata.AdditionalFiles.LlmModelCatalog";
    private const string NamespaceOfFile = "build_metadata.AdditionalFiles.LlmModelCatalogNamespace";
    private const string NamespaceOfProject = "build_property.RootNamespace";

    /// <summary>Sets the stages up: files, what they say, code.</summary>
    /// <param name="context">Where stages are registered.</param>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var results = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, cancellation) => Open(pair.Left, pair.Right, cancellation))
            .Where(input => input is not null)
            .WithTrackingName(InputStep)
            .Select((input, _) => CatalogModelBuilder.Build(input!))
            .WithTrackingName(ResultStep);

        // Two files must not give one class; that is seen only over all of them.
        var all = results.Collect().Select((files, _) => new EquatableList<CatalogResult>(CatalogModelBuilder.Separate(files))).WithTrackingName(AllStep);

        context.RegisterSourceOutput(all.SelectMany((files, _) => files), Write);
    }

    private static CatalogInput? Open(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellation)
    {
        var ofFile = options.GetOptions(file);
        if (!ofFile.TryGetValue(Marker, out var marker) || !string.Equals(marker, "true", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var name = ofFile.TryGetValue(NamespaceOfFile, out var own) && own.Length > 0 ? own : options.GlobalOptions.TryGetValue(NamespaceOfProject, out var root) ? root : "";
        return new(file.Path, file.GetText(cancellation)?.ToString(), name);
    }

    private static void Write(SourceProductionContext context, CatalogResult result)
    {
        foreach (var fault in result.Faults)
        {
            context.ReportDiagnostic(Rules.ToDiagnostic(fault, result.Path));
        }

        if (result.Model is { Models.Count: > 0 } model)
        {
            context.AddSource($"{(model.Namespace.Length == 0 ? "" : model.Namespace + ".")}{model.Class}.g.cs", SourceText.From(CatalogWriter.Write(model), System.Text.Encoding.UTF8));
        }
    }
}
