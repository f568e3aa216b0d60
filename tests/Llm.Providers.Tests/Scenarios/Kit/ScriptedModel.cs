using System.Collections.Concurrent;
using Llm.Providers.Testing;

namespace Llm.Providers.Tests.Scenarios;

/// <summary>What the model behind the wire says in a test, and what it was asked.</summary>
internal sealed class ScriptedModel
{
    private readonly ConcurrentQueue<ScenarioPrompt> _prompts = new();
    private Func<ScenarioPrompt, ScenarioReply> _answer = _ => ScenarioReply.FromText("Nothing was said yet.");

    public ScriptedModel() => Scenario = Scenario.ForEveryPrompt(Answer);

    public Scenario Scenario { get; }

    /// <summary>Gets what was asked, as the emulator understood it.</summary>
    public IReadOnlyList<ScenarioPrompt> Prompts => [.. _prompts];

    /// <summary>Gets the one prompt there was.</summary>
    public ScenarioPrompt Prompt => Assert.Single(_prompts);

    public void Answers(Func<ScenarioPrompt, ScenarioReply> answer) => _answer = answer;

    /// <summary>Gives replies in turn; the last one repeats.</summary>
    public void Says(params IReadOnlyList<ScenarioReply> replies) => _answer = _ => replies[Math.Min(_prompts.Count, replies.Count) - 1];

    /// <summary>Calls a tool once, and says <paramref name="words"/> with its result in place of <c>{0}</c> when it has one.</summary>
    public void Uses(string tool, string arguments, string words) =>
        _answer = prompt => prompt.ToolResults.Count == 0
            ? Call(tool, arguments) with { Usage = new(31, 11) }
            : new() { Text = words.Replace("{0}", prompt.ToolResults[0].Text, StringComparison.Ordinal), Usage = new(53, 17) };

    public static ScenarioReply Call(string tool, string arguments) => Call((tool, arguments));

    public static ScenarioReply Call(params IEnumerable<(string Tool, string Arguments)> calls) =>
        new() { ToolCalls = [.. calls.Select(call => new ScenarioToolCall(call.Tool, call.Arguments))] };

    private ScenarioReply Answer(ScenarioPrompt prompt)
    {
        _prompts.Enqueue(prompt);
        return _answer(prompt);
    }
}
