using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>A request in neutral terms: what every wire says in its own words.</summary>
public sealed record ScenarioPrompt
{
    /// <summary>Gets the model asked for.</summary>
    public string Model { get; init; } = "";

    /// <summary>Gets the text of the last user message that has text; scenarios are found by it.</summary>
    public string UserText { get; init; } = "";

    /// <summary>Gets the media of that message.</summary>
    public IReadOnlyList<ScenarioMedia> Media { get; init; } = [];

    /// <summary>Gets the tools on offer.</summary>
    public IReadOnlyList<ScenarioTool> Tools { get; init; } = [];

    /// <summary>Gets what the request says about calling tools.</summary>
    /// <value>The default is <see cref="ScenarioToolMode.Auto"/>.</value>
    public ScenarioToolMode ToolMode { get; init; }

    /// <summary>Gets the one tool that must be called, if the request names it.</summary>
    public string? RequiredTool { get; init; }

    /// <summary>Gets whether several calls in one reply are welcome.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AllowsParallelCalls { get; init; } = true;

    /// <summary>Gets the tool results that came after the last user message.</summary>
    public IReadOnlyList<ScenarioToolResult> ToolResults { get; init; } = [];

    /// <summary>Gets whether the reply must be JSON.</summary>
    public bool WantsJson { get; init; }

    /// <summary>Gets the JSON schema the reply must satisfy, if there is one.</summary>
    public JsonElement? ReplySchema { get; init; }

    /// <summary>Gets the output limit in tokens, if the request sets one.</summary>
    public int? MaxOutputTokens { get; init; }

    /// <summary>Gets the texts that end a reply.</summary>
    public IReadOnlyList<string> StopSequences { get; init; } = [];

    /// <summary>Gets the estimated size of the request, in tokens.</summary>
    public int InputTokens { get; init; }

    /// <summary>Gets the value of the <c>X-Test-Id</c> header, which keeps the counters of clients apart; empty without it.</summary>
    public string TestId { get; init; } = "";

    /// <summary>Gets how often the scenario has been asked under this test id, this time included; at least 1 inside a scenario.</summary>
    public int Attempt { get; init; }
}
