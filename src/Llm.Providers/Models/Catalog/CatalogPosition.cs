namespace Llm.Providers;

/// <summary>A place in a text.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 units, from 1.</param>
/// <param name="Offset">The offset from the beginning of the text.</param>
/// <param name="Length">The number of UTF-16 units meant.</param>
internal readonly record struct CatalogPosition(int Line, int Column, int Offset, int Length);
