using System.Net;
using System.Text;

namespace Llm.Providers.Tests.Support;

/// <summary>One answer of a <see cref="CannedHandler"/>: a status with headers and a body, or an exception.</summary>
internal sealed record CannedResponse(int Status, byte[] Body)
{
    public CannedResponse(string body)
        : this(200, Encoding.UTF8.GetBytes(body))
    {
    }

    public CannedResponse(int status, string body)
        : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    public CannedResponse(Stream stream)
        : this(200, []) => Stream = stream;

    public Stream? Stream { get; init; }

    public Exception? Exception { get; init; }

    /// <summary>Gets a value indicating whether the answer never comes.</summary>
    public bool Silent { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static CannedResponse Throws(Exception e) => new(0, []) { Exception = e };

    public CannedResponse With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };

    public HttpResponseMessage ToMessage()
    {
        var message = new HttpResponseMessage((HttpStatusCode)Status) { Content = Stream is null ? new ByteArrayContent(Body) : new StreamContent(Stream) };
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
