namespace Llm.Providers;

/// <summary>A group that was added to the builder in code.</summary>
internal sealed record ModelGroupRegistration(string Name, Action<ModelGroupOptions>? Configure);
