namespace Llm.Providers.Generators;

/// <summary>A catalog file as the build gives it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Text">What is in it; <see langword="null"/> when it cannot be read.</param>
/// <param name="Namespace">The namespace of the class.</param>
internal sealed record CatalogInput(string Path, string? Text, string Namespace);
