namespace Llm.Providers.Testing;

/// <summary>How an exchange went, seen from the server.</summary>
public enum ExchangeOutcome
{
    /// <summary>The whole answer was handed over.</summary>
    Completed,

    /// <summary>The emulator broke the connection, as its scenario or schedule demanded.</summary>
    Cut,

    /// <summary>The client went away before the answer was complete: it cancelled, timed out, or stopped reading.</summary>
    Abandoned,
}
