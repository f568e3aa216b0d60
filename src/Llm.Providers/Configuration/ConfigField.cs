namespace Llm.Providers;

/// <summary>One setting of a provider: what a host needs to show it, read it and check it.</summary>
public sealed record ConfigField
{
    /// <summary>Gets the name of the setting below <c>LlmProviders:&lt;provider&gt;</c>. It stays the same between versions.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the kind of value.</summary>
    public required ConfigFieldType Type { get; init; }

    /// <summary>Gets the caption for people.</summary>
    public string? Label { get; init; }

    /// <summary>Gets what the setting does, in a sentence.</summary>
    public string? Description { get; init; }

    /// <summary>Gets a value indicating whether the provider cannot work without a value.</summary>
    public bool Required { get; init; }

    /// <summary>Gets the value used when none is given, in its written form: invariant numbers, lengths of time in seconds, one line for each entry of a list.</summary>
    public string? Default { get; init; }

    /// <summary>Gets the environment variables that are asked when the setting has no other value, in order.</summary>
    public IReadOnlyList<string> EnvironmentVariables { get; init; } = [];

    /// <summary>Gets the values of a <see cref="ConfigFieldType.Choice"/>, or those the entries of a list may have.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Gets the smallest number allowed, inclusive.</summary>
    public double? Minimum { get; init; }

    /// <summary>Gets the largest number allowed, inclusive.</summary>
    public double? Maximum { get; init; }

    /// <summary>Gets a value indicating whether few users change the setting; a host may show it apart from the others.</summary>
    public bool Advanced { get; init; }

    /// <summary>Gets a value indicating whether a change in configuration takes effect only when the application starts again.</summary>
    public bool NeedsRestart { get; init; }

    /// <summary>Gets a value indicating whether the value must never be shown.</summary>
    public bool Secret => Type == ConfigFieldType.Secret;
}
