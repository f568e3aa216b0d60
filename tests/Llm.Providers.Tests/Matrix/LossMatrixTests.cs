using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Matrix;

/// <summary>Nothing is lost in silence: every content, option and hosted tool on every wire is carried, refused by name, or warned about.</summary>
public sealed class LossMatrixTests
{
    private static readonly IReadOnlyList<(string Title, IReadOnlyList<LossCase> Cases)> s_sections =
    [
        ("Contents you send", ContentCases.User),
        ("Contents of earlier answers", ContentCases.Assistant),
        ("Results of tools", ContentCases.Results),
        ("Options", OptionCases.All),
        ("Tools that run at the vendor", HostedToolCases.All),
    ];

    public static IEnumerable<object[]> Cells => from wire in MatrixWires.Vendors from section in s_sections from lossCase in section.Cases select new object[] { wire.Name, $"{section.Title}: {lossCase.Name}" };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Nothing_is_lost_in_silence(string wire, string what)
    {
        var lossCase = s_sections.SelectMany(s => s.Cases.Select(c => (Key: $"{s.Title}: {c.Name}", Case: c))).Single(c => c.Key == what).Case;

        Assert.NotEqual(LossOutcome.Lost, LossProbe.Probe(MatrixWires.Vendors.Single(w => w.Name == wire), lossCase));
    }

    [Fact]
    public void The_page_says_what_the_bytes_say()
    {
        var page = SupportPage.Write(s_sections, MatrixWires.Vendors);
        var file = Path.Combine(Repository.Root, "docs", "support.md");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, page);
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), page);
    }
}
