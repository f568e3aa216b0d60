namespace Llm.Providers.Generators;

/// <summary>One model of a catalog, as its code needs it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Member">The name of its members; <see langword="null"/> when it has none.</param>
/// <param name="Aliases">Its further names.</param>
/// <param name="Row">Its facts in the normalised form.</param>
/// <param name="Summary">What is shown of it while code is written, one sentence a line.</param>
/// <param name="Status">The stage of its life.</param>
/// <param name="Retires">When it retires.</param>
/// <param name="Successor">What takes its place.</param>
/// <param name="Lacks">The capabilities it is known to lack.</param>
internal sealed record CatalogEntry(
    string Id,
    string? Member,
    EquatableList<string> Aliases,
    string Row,
    EquatableList<string> Summary,
    ModelStatus Status,
    string? Retires,
    string? Successor,
    ModelCapabilities Lacks);
