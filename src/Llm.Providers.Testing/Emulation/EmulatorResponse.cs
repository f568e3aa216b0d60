namespace Llm.Providers.Testing;

/// <summary>An answer as data: what is sent, in which writes, after which waits, and how it ends.</summary>
public sealed record EmulatorResponse
{
    /// <summary>Gets the HTTP status code.</summary>
    /// <value>The default is 200.</value>
    public int Status { get; init; } = 200;

    /// <summary>Gets the headers, without <c>Content-Length</c> and <c>Transfer-Encoding</c>, which the transport adds.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets the wait before the headers.</summary>
    /// <value>The default is zero.</value>
    public TimeSpan Delay { get; init; }

    /// <summary>Gets what becomes of the headers.</summary>
    /// <value>The default is <see cref="HeadersFate.Sent"/>.</value>
    public HeadersFate HeadersFate { get; init; }

    /// <summary>Gets the writes that make up the body.</summary>
    public IReadOnlyList<BodyStep> Body { get; init; } = [];

    /// <summary>Gets how the body ends.</summary>
    /// <value>The default is <see cref="BodyEnd.Complete"/>.</value>
    public BodyEnd End { get; init; }

    /// <summary>Gets whether the length of the body is announced in <c>Content-Length</c>.</summary>
    /// <value>The default is <see langword="true"/>; streams, and bodies that do not end well, are sent without it.</value>
    public bool AnnouncesLength { get; init; } = true;

    /// <summary>Gets whether the body is a stream of server-sent events.</summary>
    internal bool IsEventStream => Headers.Any(header => header.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase) && header.Value.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets the length of all writes together, in bytes.</summary>
    public long LengthBytes => Body.Sum(step => (long)step.Bytes.Length);
}
