using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Llm.Providers.Generators;

/// <summary>The rules of the catalog format as the compiler shows them.</summary>
internal static class Rules
{
    /// <summary>Where diagnostics are explained: the page of the package, whose README lists them.</summary>
    public const string Help = "https://www.nuget.org/packages/Llm.Providers";

    private const string Category = "Llm.Providers.Catalog";

    private static readonly DiagnosticDescriptor s_syntax = new("LLMP1001", "A catalog file is not JSON", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_duplicate = new("LLMP1002", "An id, alias or field of a catalog is given twice", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_word = new("LLMP1003", "A catalog uses a word that is not known", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_field = new("LLMP1004", "A catalog has a field that is not known", "{0}", Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_type = new("LLMP1005", "A field of a catalog has a value of the wrong type", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_defaults = new("LLMP1006", "A catalog has two default models of one kind", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_contradiction = new("LLMP1007", "Facts of a model contradict each other", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_source = new("LLMP1008", "Prices have no source", "{0}", Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_price = new("LLMP1009", "A price is no number of 0 or more", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_key = new("LLMP1010", "The key and the id of a model differ", "{0}", Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_provider = new("LLMP1011", "A catalog does not name its provider", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_other = new("LLMP1012", "A model belongs to another provider than its file", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_date = new("LLMP1013", "A day of a catalog cannot be read", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_successor = new("LLMP1014", "The successor of a model is not in its catalog", "{0}", Category, DiagnosticSeverity.Info, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_name = new("LLMP1015", "A name of a catalog cannot be a name of C#", "{0}", Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_taken = new("LLMP1016", "Two models of a catalog would be one member", "{0}", Category, DiagnosticSeverity.Warning, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_id = new("LLMP1017", "A model of a catalog has no id", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);
    private static readonly DiagnosticDescriptor s_class = new("LLMP1018", "Two catalogs would be one class", "{0}", Category, DiagnosticSeverity.Error, true, helpLinkUri: Help);

    private static readonly Dictionary<string, DiagnosticDescriptor> s_all = new[]
    {
        s_syntax, s_duplicate, s_word, s_field, s_type, s_defaults, s_contradiction, s_source, s_price, s_key, s_provider, s_other, s_date, s_successor, s_name, s_taken, s_id, s_class,
    }.ToDictionary(d => d.Id);

    /// <summary>Shows a fault at its place in the file.</summary>
    public static Diagnostic ToDiagnostic(CatalogFault fault, string path)
    {
        var (line, column) = (Math.Max(0, fault.Position.Line - 1), Math.Max(0, fault.Position.Column - 1));
        var place = Location.Create(path, new TextSpan(fault.Position.Offset, fault.Position.Length), new(new(line, column), new(line, column + fault.Position.Length)));
        return Diagnostic.Create(s_all[fault.Rule.Id], place, fault.Message);
    }
}
