namespace Llm.Providers;

/// <summary>What the environment holds for a provider: names of variables, never their values.</summary>
/// <param name="Descriptor">The kind of provider.</param>
/// <param name="Variables">The variables of its settings that are set, in the order of the settings.</param>
/// <param name="KeyVariable">The variable that holds the key; <see langword="null"/> when none does.</param>
/// <param name="Faults">What is wrong or missing when the provider is made of the environment alone, each with a sentence that says what to do.</param>
public sealed record DiscoveredProvider(ProviderDescriptor Descriptor, IReadOnlyList<string> Variables, string? KeyVariable, IReadOnlyList<ConfigFault> Faults)
{
    /// <summary>Gets the id of the provider.</summary>
    public string ProviderId => Descriptor.Id;

    /// <summary>Gets a value indicating whether the provider would start with the environment alone. A server on this machine needs no variable for that; whether it runs is not asked.</summary>
    public bool WouldStart => Faults.Count == 0;

    /// <summary>Gets a value indicating whether somebody has set the provider up in the environment: it would start, and a variable of its own is set.</summary>
    public bool IsSetUp => WouldStart && Variables.Count > 0;

    /// <inheritdoc/>
    public override string ToString() => $"{ProviderId}: {(Variables.Count == 0 ? "no variable is set" : string.Join(", ", Variables))}{(WouldStart ? "" : $". {string.Join(' ', Faults)}")}";
}
