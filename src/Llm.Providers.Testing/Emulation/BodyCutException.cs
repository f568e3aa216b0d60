namespace Llm.Providers.Testing;

/// <summary>Tells a transport to break the connection at this point.</summary>
/// <param name="end">How it breaks.</param>
internal sealed class BodyCutException(BodyEnd end = BodyEnd.Cut) : IOException("The answer was cut.")
{
    /// <summary>Gets how the connection breaks.</summary>
    public BodyEnd End { get; } = end;
}
