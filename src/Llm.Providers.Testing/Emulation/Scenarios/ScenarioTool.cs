using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>A tool a request offers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it says of itself; may be empty.</param>
/// <param name="Schema">The JSON schema of its arguments; <see langword="null"/> when it takes none.</param>
public sealed record ScenarioTool(string Name, string Description = "", JsonElement? Schema = null);
