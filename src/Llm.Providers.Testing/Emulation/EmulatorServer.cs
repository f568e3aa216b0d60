using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Llm.Providers.Testing;

/// <summary>The emulator as an HTTP server on 127.0.0.1, for any client in any language.</summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private static readonly TimeSpan s_sendTime = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _app;

    private EmulatorServer(EmulatorOptions options)
    {
        Emulator = new(options);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        _app = builder.Build();
        _app.Run(ServeAsync);
    }

    /// <summary>Gets the address OpenAI-shaped clients want: <c>http://127.0.0.1:port/v1/</c>.</summary>
    public Uri Endpoint => new(BaseAddress, "v1/");

    /// <summary>Gets the root of the server: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>Gets the emulator that answers.</summary>
    public Emulator Emulator { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="options">Its settings; <see langword="null"/> stands for the defaults, with any free port.</param>
    /// <param name="cancellationToken">Cancels the start, not the server.</param>
    /// <returns>The running server; dispose it to stop it.</returns>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<EmulatorServer> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new EmulatorServer(options ?? new());
        try
        {
            await server._app.StartAsync(cancellationToken).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops the server and drops the connections that are still open.</summary>
    /// <returns>A task that ends when the port is free.</returns>
    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var gone = context.RequestAborted;
        try
        {
            var exchange = Emulator.Handle(await ReadAsync(context.Request, gone).ConfigureAwait(false));
            await PlayAsync(exchange, context.Response, gone).ConfigureAwait(false);
        }
        catch (BodyCutException cut)
        {
            await CutAsync(context, cut.End).ConfigureAwait(false);
        }
        catch (Exception failure) when (gone.IsCancellationRequested && failure is OperationCanceledException or IOException)
        {
            context.Abort();
        }
    }

    private static async Task<EmulatorRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        return new()
        {
            Method = request.Method,
            Path = target[0],
            Query = target.Length > 1 ? target[1] : "",
            Headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value.AsEnumerable())),
            Body = body.ToArray(),
        };
    }

    private static async Task PlayAsync(EmulatorExchange exchange, HttpResponse response, CancellationToken cancellationToken)
    {
        await exchange.WaitForHeadersAsync(cancellationToken).ConfigureAwait(false);
        var answer = exchange.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        response.ContentLength = answer.AnnouncesLength ? answer.LengthBytes : null;
        await response.StartAsync(cancellationToken).ConfigureAwait(false);
        if (!answer.AnnouncesLength)
        {
            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        if (answer.End == BodyEnd.CloseAfter)
        {
            // The headers have left without "Connection: close", so the client keeps the connection for its next request.
            response.HttpContext.Connection.RequestClose();
        }

        await foreach (var piece in exchange.PlayAsync(cancellationToken).ConfigureAwait(false))
        {
            await response.Body.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
            await response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Breaks the connection after what was written has left, so that the client sees exactly the bytes of the schedule.</summary>
    private static async Task CutAsync(HttpContext context, BodyEnd end)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = context.RequestAborted.UnsafeRegister(static task => ((TaskCompletionSource)task!).TrySetResult(), closed);
        if (end is BodyEnd.Reset or BodyEnd.HalfClose && context.Features.Get<IConnectionSocketFeature>() is { } feature)
        {
            await BreakAsync(feature.Socket, end, closed.Task).ConfigureAwait(false);
        }
        else if (context.Features.Get<IConnectionTransportFeature>() is { } connection && context.Response.HasStarted)
        {
            // HttpContext.Abort alone may drop bytes that still wait for the socket. Completing the transport's pipe sends them first and then closes.
            await connection.Transport.Output.CompleteAsync().ConfigureAwait(false);
            await closed.Task.ConfigureAwait(false);
        }

        context.Abort();
    }

    private static async Task BreakAsync(Socket socket, BodyEnd end, Task closed)
    {
        // Nothing tells when the server's send loop has given the last write to the socket.
        await Task.WhenAny(closed, Task.Delay(s_sendTime, TimeProvider.System)).ConfigureAwait(false);
        try
        {
            if (end == BodyEnd.HalfClose)
            {
                socket.Shutdown(SocketShutdown.Send);
                await closed.ConfigureAwait(false);
            }
            else
            {
                socket.LingerState = new(enable: true, seconds: 0);
                socket.Close();
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The client was faster.
        }
    }
}
