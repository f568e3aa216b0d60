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
}
