namespace Llm.Providers.Testing;

/// <summary>The result of a tool call, as a request brings it back.</summary>
/// <param name="Name">The name of the tool, where the conversation tells it.</param>
/// <param name="Text">The result as text.</param>
public sealed record ScenarioToolResult(string Name, string Text);
