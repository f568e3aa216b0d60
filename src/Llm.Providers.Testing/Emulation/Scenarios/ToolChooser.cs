using System.Text.Json;
using System.Text.RegularExpressions;

namespace Llm.Providers.Testing;

/// <summary>Decides by words which tools a prompt asks for, and makes up their arguments.</summary>
internal static partial class ToolChooser
{
    /// <summary>Words that say nothing about what a tool does.</summary>
    private static readonly HashSet<string> s_empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "a", "about", "an", "and", "any", "are", "as", "at", "by", "can", "current", "currently", "do", "does", "for", "from", "get", "give", "given",
        "has", "have", "how", "i", "in", "is", "it", "its", "let", "like", "me", "my", "now", "of", "on", "or", "please", "return", "set", "tell", "that",
        "the", "there", "this", "to", "tool", "use", "user", "value", "was", "what", "when", "where", "which", "who", "will", "with", "you", "your",
    };

    /// <summary>What people say when they mean the word a tool is named by.</summary>
    private static readonly Dictionary<string, string[]> s_synonyms = new()
    {
        ["weather"] = ["cold", "forecast", "hot", "rain", "raining", "snow", "sunny", "temperature", "warm", "wind"],
        ["time"] = ["clock", "hour"],
    };

    public static IReadOnlyList<ScenarioToolCall> Choose(ScenarioPrompt prompt)
    {
        if (prompt.Tools.Count == 0 || prompt.ToolMode == ScenarioToolMode.None)
        {
            return [];
        }

        var chosen = prompt.RequiredTool is { } name ? [.. prompt.Tools.Where(tool => tool.Name == name)] : Wanted(prompt);
        if (chosen.Count == 0 && prompt.ToolMode == ScenarioToolMode.Required)
        {
            chosen = [prompt.Tools[0]];
        }

        return [.. chosen.Take(prompt.AllowsParallelCalls ? int.MaxValue : 1).Select(tool => Call(tool, prompt.UserText))];
    }

    /// <summary>All tools the prompt nearly names; without one, the tool whose description comes closest.</summary>
    private static List<ScenarioTool> Wanted(ScenarioPrompt prompt)
    {
        var asked = Words(prompt.UserText);
        asked.UnionWith(s_synonyms.Where(meaning => asked.Overlaps(meaning.Value)).Select(meaning => meaning.Key).ToList());
        List<ScenarioTool> named = [.. prompt.Tools.Where(tool => Words(tool.Name).Overlaps(asked))];
        if (named.Count > 0)
        {
            return named;
        }

        return [.. prompt.Tools
            .Select(tool => (Tool: tool, Score: Words(tool.Description).Except(ArgumentNames(tool)).Count(asked.Contains)))
            .Where(candidate => candidate.Score > 0)
            .OrderByDescending(candidate => candidate.Score)
            .Select(candidate => candidate.Tool)
            .Take(1)];
    }

    private static ScenarioToolCall Call(ScenarioTool tool, string prompt) =>
        new(tool.Name, tool.Schema is { } schema ? JsonSynthesizer.Make(schema, prompt) : "{}");

    /// <summary>A prompt that mentions a city does not ask for every tool that takes one.</summary>
    private static IEnumerable<string> ArgumentNames(ScenarioTool tool) =>
        tool.Schema is { ValueKind: JsonValueKind.Object } schema && schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().SelectMany(property => Words(property.Name))
            : [];

    private static HashSet<string> Words(string text) =>
        new(Word().Matches(text).Select(match => Singular(match.Value)).Where(word => !s_empty.Contains(word)), StringComparer.OrdinalIgnoreCase);

    private static string Singular(string word) => word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;

    // Words of prose, of snake_case and of camelCase.
    [GeneratedRegex(@"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{Lo}+|\d+")]
    private static partial Regex Word();
}
