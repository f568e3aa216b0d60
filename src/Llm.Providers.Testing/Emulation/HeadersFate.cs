namespace Llm.Providers.Testing;

/// <summary>What becomes of the status line and the headers of an answer.</summary>
public enum HeadersFate
{
    /// <summary>They are sent.</summary>
    Sent,

    /// <summary>They never come, and the connection stays open until the client gives up.</summary>
    Stalled,

    /// <summary>The connection breaks before them.</summary>
    Cut,

    /// <summary>No connection comes about. Over a socket, where one stands already, it is reset before the headers.</summary>
    Refused,
}
