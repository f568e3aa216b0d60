namespace Llm.Providers.Tests.Support;

/// <summary>A theory about an independent mock server; skipped, and visibly so, where none runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MockTheoryAttribute : TheoryAttribute
{
    public MockTheoryAttribute() => Skip = MockServer.Address is null ? MockFactAttribute.Reason : null;
}
