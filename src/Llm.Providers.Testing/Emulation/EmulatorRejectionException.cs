namespace Llm.Providers.Testing;

/// <summary>Thrown by a wire emulator to refuse a request; the wire turns it into its vendor's error shape.</summary>
/// <param name="error">What is answered.</param>
public sealed class EmulatorRejectionException(ScenarioError error) : Exception(error.Message)
{
    /// <summary>Gets what is answered.</summary>
    public ScenarioError Error { get; } = error;
}
