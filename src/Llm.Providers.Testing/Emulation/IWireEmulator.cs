namespace Llm.Providers.Testing;

/// <summary>Speaks one vendor's wire protocol: reads its requests into neutral terms, and writes neutral replies as its bytes.</summary>
/// <remarks>
/// A wire emulator keeps no state. It writes its bytes by hand, so that a mistake in the library's own wire types cannot cancel itself out.
/// </remarks>
public interface IWireEmulator
{
    /// <summary>Gets the name of the protocol, for example <c>chat-completions</c>.</summary>
    string Name { get; }

    /// <summary>Gets the paths it answers; the first match counts.</summary>
    IReadOnlyList<EmulatorRoute> Routes { get; }

    /// <summary>Tells whether a request is in this protocol, for paths that several protocols use.</summary>
    /// <param name="request">The request.</param>
    /// <returns>Whether this wire may answer it, or refuse it in its own error shape.</returns>
    bool Speaks(EmulatorRequest request);

    /// <summary>Reads the key a client presents.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The key, or <see langword="null"/> when there is none.</returns>
    string? ReadKey(EmulatorRequest request);

    /// <summary>Writes an error in the vendor's shape.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="call">The request and the services of the emulator.</param>
    /// <returns>The answer.</returns>
    EmulatorResponse Fail(ScenarioError error, EmulatorCall call);
}
