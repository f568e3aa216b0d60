namespace Llm.Providers;

/// <summary>How far a run over many prompts has come.</summary>
/// <param name="Completed">How many are done, failed ones included.</param>
/// <param name="Total">How many there are; <see langword="null"/> when they are not counted yet.</param>
/// <param name="Last">The one that has just been done.</param>
public readonly record struct PromptProgress(int Completed, int? Total, PromptOutcome Last);
