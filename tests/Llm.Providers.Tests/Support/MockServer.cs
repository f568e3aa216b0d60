namespace Llm.Providers.Tests.Support;

/// <summary>An independent mock server, when one runs.</summary>
internal static class MockServer
{
    /// <summary>The variable that holds its address.</summary>
    public const string Variable = "INDEPENDENT_MOCK_URL";

    public static Uri? Address { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } url ? new(url.TrimEnd('/') + "/") : null;
}
