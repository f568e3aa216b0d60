namespace Llm.Providers.Testing;

/// <summary>A tool call in a reply.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments as JSON text, sent as they are.</param>
/// <param name="Id">The call's id; <see langword="null"/> lets the emulator make one.</param>
public sealed record ScenarioToolCall(string Name, string Arguments, string? Id = null);
