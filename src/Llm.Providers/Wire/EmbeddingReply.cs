using Microsoft.Extensions.AI;

namespace Llm.Providers.Wire;

/// <summary>What an embeddings answer says beside the vectors.</summary>
/// <param name="Usage">The tokens used; <see langword="null"/> when the wire has none.</param>
/// <param name="ModelId">The model that served; <see langword="null"/> when the wire does not say.</param>
public sealed record EmbeddingReply(UsageDetails? Usage, string? ModelId)
{
    /// <summary>Gets what the request cost, where the vendor says so; it takes the place of what the price list gives.</summary>
    public LlmCost? ReportedCost { get; init; }
}
