namespace Llm.Providers.Tests.Support;

/// <summary>A theory about the shared material; skipped, and visibly so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedTheoryAttribute : TheoryAttribute
{
    public SharedTheoryAttribute() => Skip = Repository.Shared is null ? SharedFactAttribute.Reason : null;
}
