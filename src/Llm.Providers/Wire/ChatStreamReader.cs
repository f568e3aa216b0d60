namespace Llm.Providers.Wire;

/// <summary>Reads the frames of one stream.</summary>
public abstract class ChatStreamReader
{
    /// <summary>Gets or sets how far the stream has come.</summary>
    public StreamProgress Progress { get; protected set; }

    /// <summary>Reads a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="response">Where to write what was read.</param>
    /// <exception cref="System.Text.Json.JsonException">The frame is not what the wire format allows.</exception>
    public abstract void Read(StreamFrame frame, ChatResponseWriter response);

    /// <summary>Writes what was held back until the end. Called once, after the last frame of a stream that came to its end.</summary>
    /// <param name="response">Where to write it.</param>
    public virtual void Complete(ChatResponseWriter response)
    {
    }
}
