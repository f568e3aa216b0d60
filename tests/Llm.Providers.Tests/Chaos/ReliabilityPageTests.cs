using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Chaos;

/// <summary>The tables of the page are what the suite sees.</summary>
public sealed class ReliabilityPageTests
{
    [Fact]
    public async Task The_page_says_what_the_faults_did()
    {
        var file = Path.Combine(Repository.Root, "docs", "reliability.md");
        var page = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");

        var now = await ReliabilityPage.RewriteAsync(page);

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(file, now);
            page = now;
        }

        Assert.Equal(page, now);
    }
}
