using System.Net;
using System.Net.Sockets;
using System.Text;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Http;

/// <summary>How much an answer may be, and how deep.</summary>
public sealed class SizeTests
{
    [Theory]
    [InlineData(1500, true)]
    [InlineData(3000, false)]
    public async Task A_whole_answer_may_take_so_many_bytes(int text, bool fits)
    {
        var client = Fake.Client(new CannedHandler($"{{\"text\":\"{new string('x', text)}\",\"finish\":\"stop\"}}"), configure: o => o.Limits.MaxResponseBytes = 2048);

        if (fits)
        {
            Assert.Equal(text, (await client.GetResponseAsync("hi")).Text.Length);
            return;
        }

        var e = await Fake.FailureAsync(() => client.GetResponseAsync("hi"));
        Assert.Equal((LlmErrorKind.MalformedResponse, false), (e.Kind, e.IsTransient));
        Assert.Contains("LlmProviders:fake:MaxResponseBytes", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("large", 1500, true)]
    [InlineData("large", 3000, false)]
    [InlineData("large", 40000, false)]
    [InlineData("lines", 1500, true)]
    [InlineData("lines", 3000, false)]
    public async Task An_event_may_take_so_many_bytes_and_what_came_before_it_is_kept(string model, int text, bool fits)
    {
        string[] events = ["{\"text\":\"a\"}", $"{{\"text\":\"{new string('x', text)}\"}}", "{\"finish\":\"stop\"}"];
        var body = model == "large" ? Fake.Events(events) : string.Concat(events.Select(e => e + "\n"));
        var client = Fake.Client(new CannedHandler(body), configure: o => (o.Limits.MaxEventBytes, o.MaxRetries) = (2048, 0), model: model);

        var (updates, failure) = await Fake.ReadAsync(client);

        Assert.Equal(fits ? null : LlmErrorKind.MalformedResponse, (failure as LlmProviderException)?.Kind);
        Assert.Equal(fits ? text + 1 : 1, updates.ToChatResponse().Text.Length);
        Assert.Equal(fits, failure?.Message.Contains("MaxEventBytes", StringComparison.Ordinal) != true);
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(70, false)]
    public async Task JSON_may_be_nested_64_deep(int depth, bool fits)
    {
        var client = Fake.Client(new CannedHandler($"{{\"text\":\"ok\",\"finish\":\"stop\",\"deep\":{new string('[', depth)}{new string(']', depth)}}}"));

        var failure = await Record.ExceptionAsync(() => client.GetResponseAsync("hi"));

        Assert.Equal(fits ? null : LlmErrorKind.MalformedResponse, (failure as LlmProviderException)?.Kind);
    }

    [Fact]
    public async Task Headers_that_are_too_large_are_no_answer()
    {
        var e = await ServeAsync($"HTTP/1.1 200 OK\r\nx-much: {new string('x', 3000)}\r\ncontent-length: 2\r\n\r\n{{}}", o => o.Limits.MaxResponseHeadersKilobytes = 1);

        Assert.Equal((LlmErrorKind.MalformedResponse, false, 1), (e.Kind, e.IsTransient, e.Attempts));
        Assert.Contains("LlmProviders:fake:MaxResponseHeadersKilobytes", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 2{0} OK\r\n\r\n")]
    [InlineData("{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{0}\r\n")]
    public async Task A_key_in_what_is_no_HTTP_is_in_no_exception(string answer)
    {
        var e = await ServeAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, answer, Fake.Key), o => o.MaxRetries = 0);

        Assert.Contains(e.Kind, new[] { LlmErrorKind.Network, LlmErrorKind.StreamInterrupted });
        Assert.DoesNotContain(Fake.Key, e.ToString(), StringComparison.Ordinal);
    }

    // Over a socket: what is tested is what .NET makes of the bytes.
    private static async Task<LlmProviderException> ServeAsync(string answer, Action<FakeOptions> configure)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = AnswerOnceAsync(listener, answer);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var options = Fake.Options((o => o.Endpoint = new($"http://127.0.0.1:{port}/")) + configure);
        using var http = new HttpClient(HttpDefaults.CreateHandler(options));

        var e = await Fake.FailureAsync(() => new FakeProvider(options, new(http)).CreateChatClient().GetResponseAsync("hi").WaitAsync(TimeSpan.FromSeconds(20)));
        await serving;
        return e;
    }

    private static async Task AnswerOnceAsync(TcpListener listener, string answer)
    {
        using var socket = await listener.AcceptTcpClientAsync();
        await using var stream = socket.GetStream();
        _ = await stream.ReadAsync(new byte[64 * 1024]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        socket.Client.Shutdown(SocketShutdown.Send);
        try
        {
            while (await stream.ReadAsync(new byte[1024]) > 0)
            {
                // Closing before the request was read whole would be a reset, which is another fault.
            }
        }
        catch (IOException)
        {
            // The client has closed.
        }
    }
}
