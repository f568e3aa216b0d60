namespace Llm.Providers.Wire;

/// <summary>How a streamed body is cut into frames.</summary>
public enum StreamFraming
{
    /// <summary>Server-sent events: see <see href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the standard</see>.</summary>
    ServerSentEvents,

    /// <summary>One JSON value a line.</summary>
    NewlineDelimitedJson,
}
