namespace Llm.Providers.Tests.Support;

/// <summary>A fact about the shared material; skipped, and visibly so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedFactAttribute : FactAttribute
{
    internal const string Reason = "The folder ../shared next to the repository is absent.";

    public SharedFactAttribute() => Skip = Repository.Shared is null ? Reason : null;
}
