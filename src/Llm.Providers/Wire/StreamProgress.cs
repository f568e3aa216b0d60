namespace Llm.Providers.Wire;

/// <summary>How far a stream has come.</summary>
public enum StreamProgress
{
    /// <summary>The model is still answering: an end of the body now is an interruption.</summary>
    Open,

    /// <summary>The model said why it stopped; more frames, such as the usage, may follow.</summary>
    Finished,

    /// <summary>The wire's own end mark came: nothing follows.</summary>
    Done,
}
