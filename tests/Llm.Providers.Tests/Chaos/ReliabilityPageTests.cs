using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Chaos;

/// <summary>The tables of the page are what the suite sees. Runs alone, because it measures memory.</summary>
[Collection(nameof(RunsAlone))]
public sealed class ReliabilityPageTests
{
    [Fact]
    public async Task The_page_says_what_the_faults_did_and_no_call_takes_more_memory_than_it_says()
    {
        var file = Path.Combine(Repository.Root, "docs", "reliability.md");
        var page = (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n");

        var now = await ReliabilityPage.RewriteAsync(page);

        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(file, now);
            page = now;
        }

        var (said, seen) = (ReliabilityPage.Part(page), ReliabilityPage.Part(now));
        Assert.Equal(said.Text, seen.Text);
        Assert.All(said.Megabytes.Zip(seen.Megabytes), row => Assert.True(row.Second <= row.First, $"{row.Second} MB were alive where the page says {row.First} MB."));
    }
}
