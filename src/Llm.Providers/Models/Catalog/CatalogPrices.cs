namespace Llm.Providers;

/// <summary>A price list of a catalog file.</summary>
/// <param name="From">The day from which it holds, as <c>yyyy-MM-dd</c>.</param>
/// <param name="Input">The price of a million tokens of input, as it is written.</param>
/// <param name="Output">The price of a million tokens of output, as it is written.</param>
/// <param name="Json">All of it, as JSON.</param>
internal sealed record CatalogPrices(string? From, string? Input, string? Output, string Json);
