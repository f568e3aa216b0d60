using System.Net;
using System.Net.Sockets;

namespace Llm.Providers.Testing;

/// <summary>The emulator inside an <see cref="HttpClient"/>: no socket, the same answers, and reads that follow the byte schedule exactly.</summary>
/// <param name="emulator">The emulator that answers; it may serve several handlers.</param>
public sealed class EmulatorHandler(Emulator emulator) : HttpMessageHandler
{
    /// <summary>Creates a handler with an emulator of its own.</summary>
    /// <param name="options">Settings of the emulator; <see langword="null"/> stands for the defaults.</param>
    public EmulatorHandler(EmulatorOptions? options = null)
        : this(new Emulator(options))
    {
    }

    /// <summary>Gets an address to give to a client; the handler answers on every host.</summary>
    public static Uri Endpoint { get; } = new("http://127.0.0.1/v1/");

    /// <summary>Gets the emulator that answers.</summary>
    public Emulator Emulator { get; } = emulator;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var exchange = Emulator.Handle(await ReadAsync(request, cancellationToken).ConfigureAwait(false));
        try
        {
            await exchange.WaitForHeadersAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BodyCutException cut)
        {
            if (exchange.Response.HeadersFate == HeadersFate.Refused)
            {
                var refused = new SocketException((int)SocketError.ConnectionRefused);
                throw new HttpRequestException(HttpRequestError.ConnectionError, $"{refused.Message} ({request.RequestUri!.Authority})", refused);
            }

            var inner = new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.", cut);
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "An error occurred while sending the request.", inner);
        }

        var answer = exchange.Response;
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new StreamContent(new EmulatedBodyStream(exchange)),
        };
        foreach (var (name, value) in answer.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        if (answer.AnnouncesLength)
        {
            response.Content.Headers.ContentLength = answer.LengthBytes;
        }

        return response;
    }

    private static async Task<EmulatorRequest> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? default);
        return new()
        {
            Method = request.Method.Method,
            Path = request.RequestUri!.AbsolutePath,
            Query = request.RequestUri.Query.TrimStart('?'),
            Headers = headers.ToDictionary(header => header.Key, header => header.Value.ToString()),
            Body = request.Content is null ? default : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false),
        };
    }
}
