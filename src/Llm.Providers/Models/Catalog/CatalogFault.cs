namespace Llm.Providers;

/// <summary>A rule that a catalog file breaks, and where.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Position">The place.</param>
internal sealed record CatalogFault(CatalogRule Rule, string Message, CatalogPosition Position)
{
    public bool IsError => Rule.Severity == CatalogSeverity.Error;
}
