namespace Llm.Providers;

/// <summary>A member of an object of a catalog file.</summary>
/// <param name="Name">The name.</param>
/// <param name="Position">Where the name stands.</param>
/// <param name="Value">The value.</param>
internal sealed record CatalogMember(string Name, CatalogPosition Position, CatalogNode Value);
