namespace Llm.Providers.Corpus;

/// <summary>What became of a case.</summary>
/// <param name="Case">The case.</param>
/// <param name="Differences">The differences of all ways it was replayed.</param>
/// <param name="SkipReason">Why it was not replayed; <see langword="null"/> when it was.</param>
internal sealed record CaseResult(CorpusCase Case, IReadOnlyList<Difference> Differences, string? SkipReason = null)
{
    public bool Passed => SkipReason is null && Differences.Count == 0;

    public bool Failed => Differences.Count > 0;

    public IEnumerable<Dispute> Disputes => Dispute.All[Case.Id].Where(d => Differences.Any(d.Covers));

    /// <summary>Gets the differences nobody disputes.</summary>
    public IEnumerable<Difference> Undisputed => Differences.Where(difference => !Dispute.All[Case.Id].Any(d => d.Covers(difference)));

    public static async Task<CaseResult> OfAsync(CorpusCase recorded) =>
        Wires.IsBuilt(recorded.Protocol)
            ? new(recorded, await Player.PlayAsync(recorded))
            : new(recorded, [], $"the wire {recorded.Protocol} is not built yet");
}
