namespace Llm.Providers;

/// <summary>What is wrong with a catalog file, and where.</summary>
/// <param name="Id">The id of the rule, such as <c>LLMP1001</c>; each has a page in <c>docs/diagnostics</c>.</param>
/// <param name="IsError">Whether the model it stands in was left out; otherwise it was read, but maybe not as it was meant.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="FileName">The file, as it was named to the reader; <see langword="null"/> when it was given as text.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in UTF-16 units, from 1.</param>
public sealed record ModelCatalogFault(string Id, bool IsError, string Message, string? FileName, int Line, int Column)
{
    /// <summary>Describes the fault as a compiler does.</summary>
    /// <returns>Such as <c>models.json(7,12): error LLMP1001: …</c>.</returns>
    public override string ToString() => $"{FileName}({Line},{Column}): {(IsError ? "error" : "warning")} {Id}: {Message}";
}
