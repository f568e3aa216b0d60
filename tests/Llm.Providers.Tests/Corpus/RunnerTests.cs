using Llm.Providers.Corpus;

namespace Llm.Providers.Tests.Corpus;

public sealed class RunnerTests
{
    private const string Body = """{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}""";

    [Theory]
    [InlineData("openai-chat", """{"text":"Hi"}""", "1 passed, 0 failed, 0 skipped")]
    [InlineData("openai-chat", """{"text":"Ho"}""", "0 passed, 1 failed, 0 skipped")]
    [InlineData("a-wire-of-tomorrow", """{"text":"Ho"}""", "0 passed, 0 failed, 1 skipped")]
    public async Task The_last_line_holds_the_totals(string protocol, string expected, string totals)
    {
        using var written = new WrittenCase("chat", Body, expected, protocol);
        var output = new StringWriter();

        Report.Write(output, [await CaseResult.OfAsync(Assert.Single(new CorpusFolder(written.Root).Load()))]);

        Assert.Equal(totals, output.ToString().TrimEnd().Split(Environment.NewLine)[^1]);
    }

    [Theory]
    [InlineData]
    [InlineData("dir", "--protocol")]
    [InlineData("dir", "--colour", "red")]
    [InlineData("dir", "other")]
    [InlineData("dir", "--case", "a", "--case", "b")]
    public void Arguments_that_make_no_sense_are_refused(params string[] args) => Assert.False(Arguments.TryParse(args, out _));

    [Fact]
    public void Arguments_may_stand_in_any_order()
    {
        Assert.True(Arguments.TryParse(["--json", "out.json", "dir", "--case", "a/b"], out var arguments));

        Assert.Equal(new Arguments("dir", null, "a/b", "out.json"), arguments);
    }
}
