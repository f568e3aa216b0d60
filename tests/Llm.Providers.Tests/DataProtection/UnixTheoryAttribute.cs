namespace Llm.Providers.Tests.DataProtection;

/// <summary>A test of several file modes, which Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? UnixFactAttribute.Reason : null;
}
