namespace Llm.Providers.Generators;

/// <summary>What became of a catalog file.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Model">What its code is written from; <see langword="null"/> when nothing of it could be read.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="ClassPosition">Where the name of its class is given.</param>
internal sealed record CatalogResult(string Path, CatalogModel? Model, EquatableList<CatalogFault> Faults, CatalogPosition ClassPosition);
