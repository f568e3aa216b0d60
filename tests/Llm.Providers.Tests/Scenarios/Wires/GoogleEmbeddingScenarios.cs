namespace Llm.Providers.Tests.Scenarios;

public sealed class GoogleEmbeddingScenarios : EmbeddingScenarios<GenerateContentWire>
{
    // The vendor states no usage: https://ai.google.dev/api/embeddings.
    protected override void CheckUsage(UsageDetails? usage, IEnumerable<long> measured)
    {
        Assert.Null(usage);
        Assert.Empty(measured);
    }
}
