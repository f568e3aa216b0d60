namespace Llm.Providers.Tests.Support;

/// <summary>A fact about an independent mock server; skipped, and visibly so, where none runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MockFactAttribute : FactAttribute
{
    internal const string Reason = $"No independent mock server: {MockServer.Variable} is not set.";

    public MockFactAttribute() => Skip = MockServer.Address is null ? Reason : null;
}
