namespace Llm.Providers.Testing;

/// <summary>What happens after the last byte of a body.</summary>
public enum BodyEnd
{
    /// <summary>The body ends as HTTP says it should.</summary>
    Complete,

    /// <summary>Nothing more comes, and the connection stays open until the client gives up.</summary>
    Stall,

    /// <summary>The connection breaks, so that the client sees an incomplete body.</summary>
    Cut,

    /// <summary>The connection is reset, as by a server that crashed; bytes under way may be lost.</summary>
    Reset,

    /// <summary>The server closes its direction of the connection in the middle of the body, and goes on reading.</summary>
    HalfClose,

    /// <summary>The body ends as HTTP says it should, and then the server closes the connection without having said that it would.</summary>
    CloseAfter,

    /// <summary>Nothing more comes but keep-alives, one every 15 seconds, until the client gives up.</summary>
    KeepAlive,
}
