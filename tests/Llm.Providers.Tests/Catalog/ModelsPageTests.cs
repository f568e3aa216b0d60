using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Catalog;

/// <summary>The tables of the page are what the catalogs hold.</summary>
public sealed class ModelsPageTests
{
    [Fact]
    public void The_page_says_what_the_catalogs_hold()
    {
        var file = Path.Combine(Repository.Root, "docs", "models.md");
        var page = File.ReadAllText(file).ReplaceLineEndings("\n");

        var now = ModelsPage.Rewrite(page);

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(file, now);
            page = now;
        }

        Assert.Equal(page, now);
    }
}
