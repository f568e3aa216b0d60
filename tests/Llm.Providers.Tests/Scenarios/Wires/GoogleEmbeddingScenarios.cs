namespace Llm.Providers.Tests.Scenarios;

public sealed class GoogleEmbeddingScenarios : EmbeddingScenarios<GenerateContentWire>
{
    // The first generation of these models counts nothing: what is not stated is null, never zero.
    protected override void CheckUsage(UsageDetails? usage, IEnumerable<long> measured)
    {
        Assert.Null(usage);
        Assert.Empty(measured);
    }
}
