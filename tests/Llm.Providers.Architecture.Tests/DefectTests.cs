using System.Text.RegularExpressions;

namespace Llm.Providers.Architecture.Tests;

/// <summary>Defects of other systems that the shape of this one rules out.</summary>
public sealed partial class DefectTests
{
    private const string ProviderTests = "tests/Llm.Providers.Tests";

    // What an emulator serves, and how a vendor publishes the encodings of its models: by the beginnings of their ids.
    private static readonly string[] s_listing = ["Llm.Providers.Testing", "Llm.Providers.Tokenizers"];

    private static readonly string[] s_behindDecorators = ["IChatClient"];

    /// <summary>A list of ids in code lacks a comma one day, and two models become one that does not exist. Ids stand in catalogs.</summary>
    [Fact]
    [Trait("Requirement", "B05")]
    [Trait("Requirement", "B14")]
    public void No_list_of_model_ids_stands_in_code() =>
        Assert.Empty(
            from file in SourceTree.Files("src", "*.cs")
            where !s_listing.Any(p => SourceTree.NameOf(file).Contains($"src/{p}/", StringComparison.Ordinal))
            from line in File.ReadLines(file)
            where TwoIds().IsMatch(line)
            select $"{SourceTree.NameOf(file)}: {line.Trim()}");

    /// <summary>A test that asks a substitute what it told it to say proves nothing: what is tested is real, and only what it leans on is not.</summary>
    [Fact]
    [Trait("Requirement", "B18")]
    public void Only_interfaces_of_the_library_are_substituted()
    {
        var ours = SourceTree.Files("src", "I*.cs").Select(f => Path.GetFileNameWithoutExtension(f)!).Concat(s_behindDecorators).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(
            from file in SourceTree.Files("tests", "*.cs")
            from Match match in Substitute().Matches(File.ReadAllText(file))
            where !ours.Contains(match.Groups["type"].Value)
            select $"{SourceTree.NameOf(file)}: {match.Value}");
    }

    [Fact]
    [Trait("Requirement", "B18")]
    public void Every_provider_is_tested_with_bytes() =>
        Assert.Empty(
            from package in Directory.GetDirectories(Path.Combine(SourceTree.Root, "src"), "Llm.Providers.*").Select(d => Path.GetFileName(d)!)
            where package.Length > "Llm.Providers.".Length && File.Exists(Path.Combine(SourceTree.Root, "src", package, package["Llm.Providers.".Length..] + "Provider.cs"))
            where !SourceTree.Files($"{ProviderTests}/{package["Llm.Providers.".Length..]}", "*.cs").Any(f => File.ReadAllText(f).Contains("new CannedHandler(", StringComparison.Ordinal))
            select package);

    [GeneratedRegex("""
        "(?:gpt|o\d|claude|gemini|grok|deepseek|mistral|llama)-[^"]*",\s*"(?:gpt|o\d|claude|gemini|grok|deepseek|mistral|llama)-
        """)]
    private static partial Regex TwoIds();

    [GeneratedRegex(@"Substitute\.For<(?<type>\w+)")]
    private static partial Regex Substitute();
}
