namespace Llm.Providers;

/// <summary>A rule of the catalog format. Each is explained in <c>docs/diagnostics</c> under its id.</summary>
/// <param name="Id">The id, as in <c>LLMP1001</c>.</param>
/// <param name="Severity">How bad it is to break it.</param>
internal sealed record CatalogRule(string Id, CatalogSeverity Severity)
{
    public static readonly CatalogRule Syntax = new("LLMP1001", CatalogSeverity.Error);
    public static readonly CatalogRule Duplicate = new("LLMP1002", CatalogSeverity.Error);
    public static readonly CatalogRule UnknownWord = new("LLMP1003", CatalogSeverity.Error);
    public static readonly CatalogRule UnknownField = new("LLMP1004", CatalogSeverity.Warning);
    public static readonly CatalogRule WrongType = new("LLMP1005", CatalogSeverity.Error);
    public static readonly CatalogRule TwoDefaults = new("LLMP1006", CatalogSeverity.Error);
    public static readonly CatalogRule Contradiction = new("LLMP1007", CatalogSeverity.Error);
    public static readonly CatalogRule PriceWithoutSource = new("LLMP1008", CatalogSeverity.Warning);
    public static readonly CatalogRule BadPrice = new("LLMP1009", CatalogSeverity.Error);
    public static readonly CatalogRule KeyIsAlias = new("LLMP1010", CatalogSeverity.Warning);
    public static readonly CatalogRule MissingProvider = new("LLMP1011", CatalogSeverity.Error);
    public static readonly CatalogRule OtherProvider = new("LLMP1012", CatalogSeverity.Error);
    public static readonly CatalogRule BadDate = new("LLMP1013", CatalogSeverity.Error);
    public static readonly CatalogRule UnknownSuccessor = new("LLMP1014", CatalogSeverity.Info);
    public static readonly CatalogRule NoMemberName = new("LLMP1015", CatalogSeverity.Warning);
    public static readonly CatalogRule MemberNameTaken = new("LLMP1016", CatalogSeverity.Warning);
    public static readonly CatalogRule MissingId = new("LLMP1017", CatalogSeverity.Error);
    public static readonly CatalogRule ClassNameTaken = new("LLMP1018", CatalogSeverity.Error);
}
