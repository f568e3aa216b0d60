namespace Llm.Providers.Tests.DataProtection;

/// <summary>A test of file modes, which Windows does not have.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public const string Reason = "Windows has no file modes.";

    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? Reason : null;
}
