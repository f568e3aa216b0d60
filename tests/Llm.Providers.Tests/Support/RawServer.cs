using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Llm.Providers.Tests.Support;

/// <summary>A server on this machine that answers each connection with bytes as they are written down, and keeps what it was asked.</summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _requests = [];
    private readonly Task _serving;

    /// <param name="answers">An answer for each connection in turn; the last one repeats. An empty one is silence.</param>
    public RawServer(params IReadOnlyList<byte[]> answers)
    {
        _listener.Start();
        _serving = ServeAsync(answers);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public IReadOnlyList<string> Requests => _requests;

    public static byte[] Answer(int status, string headers, ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nconnection: close\r\n{headers}{(headers.Length > 0 ? "\r\n" : "")}\r\n"), .. body];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync(IReadOnlyList<byte[]> answers)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                using var socket = await _listener.AcceptTcpClientAsync(_stop.Token);
                await using var stream = socket.GetStream();
                var buffer = new byte[16 * 1024];
                _requests.Add(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, _stop.Token)));
                var answer = answers[Math.Min(i, answers.Count - 1)];
                if (answer.Length > 0)
                {
                    await stream.WriteAsync(answer, _stop.Token);
                    socket.Client.Shutdown(SocketShutdown.Send);
                }

                while (await stream.ReadAsync(buffer, _stop.Token) > 0)
                {
                    // Until the client closes: closing first could cut off what was sent.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or InvalidOperationException) // the last also for a listener that was stopped before it was asked again
        {
            // The test is over.
        }
    }
}
