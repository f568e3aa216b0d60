namespace Llm.Providers.Wire;

/// <summary>One event of a stream. Its bytes are valid UTF-8 and belong to the caller: they are gone after the call that got them.</summary>
public readonly ref struct StreamFrame(ReadOnlySpan<byte> eventType, ReadOnlySpan<byte> data)
{
    /// <summary>Gets the name of a server-sent event; empty when it has none.</summary>
    public ReadOnlySpan<byte> EventType { get; } = eventType;

    /// <summary>Gets the payload; never empty.</summary>
    public ReadOnlySpan<byte> Data { get; } = data;
}
