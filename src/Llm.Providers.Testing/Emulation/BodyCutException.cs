namespace Llm.Providers.Testing;

/// <summary>Tells a transport to break the connection at this point.</summary>
internal sealed class BodyCutException : IOException
{
    public BodyCutException()
        : base("The answer was cut.")
    {
    }
}
