namespace Llm.Providers.Testing;

/// <summary>One way for an answer to go wrong, as data: it bends any answer, in process and over a socket.</summary>
/// <param name="Name">A short name, for tables and test names.</param>
/// <param name="Description">What the client gets to see, as a clause.</param>
/// <param name="Schedule">Makes the broken answer of the good one; put it into <see cref="EmulatorOptions.ByteSchedule"/>.</param>
public sealed record Fault(string Name, string Description, ByteSchedule Schedule)
{
    /// <summary>Gets whether the fault makes sense in streams only, as an error in the middle of one does.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool IsForStreams { get; init; }

    /// <summary>Gets whether a client is to get the whole answer in spite of the fault.</summary>
    /// <value>The default is <see langword="false"/>: the call must fail.</value>
    public bool IsHarmless { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
