namespace Llm.Providers.Samples.Setup;

/// <summary>What was asked for on the command line.</summary>
internal sealed record SetupRequest
{
    public string? Provider { get; init; }

    public string? Name { get; init; }

    public FileInfo Output { get; init; } = new("appsettings.json");

    /// <summary>Gets settings as <c>KEY=VALUE</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    public string? Key { get; init; }

    public KeyPlace KeyPlace { get; init; }

    public string? UserSecretsId { get; init; }

    public bool Test { get; init; }
}
