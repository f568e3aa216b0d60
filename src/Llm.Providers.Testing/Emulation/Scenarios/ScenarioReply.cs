using System.Diagnostics.CodeAnalysis;

namespace Llm.Providers.Testing;

/// <summary>What a scenario answers, before a wire writes it.</summary>
public sealed record ScenarioReply
{
    /// <summary>Gets the text.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets the reasoning that comes before the text.</summary>
    public string Reasoning { get; init; } = "";

    /// <summary>Gets the tool calls that come after the text.</summary>
    public IReadOnlyList<ScenarioToolCall> ToolCalls { get; init; } = [];

    /// <summary>Gets why the reply ends.</summary>
    /// <value>The default, <see langword="null"/>, stands for tool calls when there are some, and for stop otherwise.</value>
    public ScenarioFinish? Finish { get; init; }

    /// <summary>Gets the token counts.</summary>
    /// <value>The default, <see langword="null"/>, stands for an estimate.</value>
    public ScenarioUsage? Usage { get; init; }

    /// <summary>Gets the vector that embedding requests are answered with.</summary>
    /// <value>The default, <see langword="null"/>, stands for a unit vector made from the text.</value>
    public IReadOnlyList<float>? Embedding { get; init; }

    /// <summary>Gets the error answered instead of everything else.</summary>
    public ScenarioError? Error { get; init; }

    /// <summary>Gets after how many pieces of a streamed reply the connection breaks; a reply that is not streamed breaks half-way.</summary>
    /// <value>The default, <see langword="null"/>, stands for never.</value>
    public int? CutAfterPieces { get; init; }

    /// <summary>Gets the wait before the headers.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan FirstDelay { get; init; }

    /// <summary>Gets the wait before each piece of a streamed reply; a reply that is not streamed waits for all of them at once.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan PieceDelay { get; init; }

    /// <summary>Makes a reply from its text; no text makes no reply.</summary>
    /// <param name="text">The text.</param>
    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator ScenarioReply?(string? text) => text is null ? null : FromText(text);

    /// <summary>Makes a reply from its text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>A reply that says it and stops.</returns>
    public static ScenarioReply FromText(string text) => new() { Text = text };
}
