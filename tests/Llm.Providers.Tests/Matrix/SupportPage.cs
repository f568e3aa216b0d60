using System.Text;

namespace Llm.Providers.Tests.Matrix;

/// <summary>Writes the table of what arrives where.</summary>
internal static class SupportPage
{
    private const string Head = """
        # What each wire carries

        This page is written by a test from the bytes of real requests; `UPDATE_DOCS=1 dotnet test` writes it anew. Each cell says what becomes of what you give:

        - **carried**: it is in the request. **adapted**: it is in the request in another form, and a warning says which.
        - **warned**: the wire has no place for it; it is left out, logged, and named in `response.GetWarnings()`. With `UnsupportedOptions = Throw` an option is refused instead.
        - **refused**: nothing is sent; the exception names it and says what to do. **default**: it is what the vendor does anyway.

        Nothing is lost in silence: a cell that says so fails the test.

        """;

    public static string Write(IReadOnlyList<(string Title, IReadOnlyList<LossCase> Cases)> sections, IReadOnlyList<MatrixWire> wires)
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        page.Append("The models: ").AppendJoin(", ", wires.Select(w => $"`{w.Model}` on {w.Name}")).Append(". Other models and vendors on the same wire can differ; their pages say how.\n");
        foreach (var (title, cases) in sections)
        {
            page.Append($"\n### {title}\n\n| | ").AppendJoin(" | ", wires.Select(w => w.Name)).Append(" |\n|---|").Append(string.Concat(wires.Select(_ => "---|"))).Append('\n');
            foreach (var lossCase in cases)
            {
                page.Append($"| {lossCase.Name} | ").AppendJoin(" | ", wires.Select(w => LossProbe.Probe(w, lossCase).ToString().ToLowerInvariant())).Append(" |\n");
            }
        }

        return page.ToString();
    }
}
