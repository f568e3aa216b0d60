namespace Llm.Providers.Generators;

/// <summary>What the analyzer knows of a model.</summary>
/// <param name="Id">The id.</param>
/// <param name="Status">The stage of its life; unknown unless it is deprecated or retired.</param>
/// <param name="Retires">When it retires.</param>
/// <param name="Successor">What takes its place.</param>
/// <param name="Lacks">What it is known not to be capable of.</param>
internal sealed record ModelNote(string Id, ModelStatus Status, string? Retires, string? Successor, ModelCapabilities Lacks)
{
    public bool IsOver => Status is ModelStatus.Deprecated or ModelStatus.Retired;
}
