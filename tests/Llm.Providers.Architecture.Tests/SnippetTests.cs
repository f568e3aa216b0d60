using System.Text.RegularExpressions;

namespace Llm.Providers.Architecture.Tests;

/// <summary>Code in the documentation is code that compiles: it stands in a source that is built, word for word.</summary>
[Trait("Requirement", "S72")]
public sealed partial class SnippetTests
{
    [Fact]
    public void A_snippet_stands_in_the_source_it_is_taken_from()
    {
        var snippets = Pages().SelectMany(p => Snippet().Matches(File.ReadAllText(p)).Select(m => (Page: p, Source: m.Groups["source"].Value, Code: m.Groups["code"].Value))).ToList();

        Assert.NotEmpty(snippets);
        Assert.Empty(snippets.Where(s => !Contains(File.ReadAllText(Path.Combine(SourceTree.Root, s.Source)), s.Code)).Select(s => $"{SourceTree.NameOf(s.Page)} from {s.Source}: {s.Code}"));
    }

    [Fact]
    public void How_a_provider_is_written_is_shown_in_compiled_code_alone()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "writing-a-provider.md"));

        Assert.Equal(AnySnippet().Count(page), Snippet().Count(page));
    }

    [Fact]
    public void How_a_provider_is_written_has_the_chapters_a_reader_looks_for()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "writing-a-provider.md"));

        Assert.All(["architecture.md", "### A vendor with a wire of its own", "### Custom tools", "### Reference"], chapter => Assert.Contains(chapter, page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Pages() => SourceTree.Files("docs", "*.md").Append(Path.Combine(SourceTree.Root, "README.md"));

    // Indentation is the page's own: a method is shown without that of its class.
    private static bool Contains(string source, string code) => Lines(source).Contains(Lines(code), StringComparison.Ordinal);

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim())).Trim('\n');

    [GeneratedRegex(@"<!-- snippet: (?<source>\S+) -->\r?\n```\w+\r?\n(?<code>.*?)\r?\n```", RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"^```(?:csharp|json)", RegexOptions.Multiline)]
    private static partial Regex AnySnippet();
}
