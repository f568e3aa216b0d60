using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Core.Wire;

/// <summary>The body of a request, and how its data becomes base64 on the way out.</summary>
public sealed class WireRequestTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8 * 1024)]
    [InlineData((8 * 1024) + 1)]
    [InlineData(24 * 1024)]
    [InlineData((24 * 1024) + 1)]
    [InlineData(1_000_003)]
    public async Task Data_of_any_size_is_whole_base64_of_the_length_announced(int length)
    {
        using var request = new WireRequest();
        var data = Data(length, 1);
        Write(request, data);

        var sent = await SendAsync(request);

        Assert.Equal($"{{\"a\":1,\"image\":[\"data:image/png;base64,{Convert.ToBase64String(data)}\"],\"z\":2}}", Encoding.UTF8.GetString(sent));
        Assert.Equal(sent, request.ToArray());
        Assert.Equal(sent.Length, request.BodyLength);
    }

    [Fact]
    public async Task Several_large_and_small_data_stay_in_their_places()
    {
        using var request = new WireRequest();
        byte[][] all = [Data(100_000, 1), Data(10, 2), Data(50_000, 3), Data(9_000, 4), Data(0, 5)];

        Write(request, all);

        var images = JsonElement.Parse(await SendAsync(request)).GetProperty("image").EnumerateArray().Select(i => i.GetString()!.Split(',')[1]);
        Assert.Equal(all.Select(Convert.ToBase64String), images);
    }

    [Fact]
    public async Task A_retry_sends_the_same_bytes()
    {
        var handler = new CannedHandler(new CannedResponse(503, "{}"), new CannedResponse(503, "{}"), new CannedResponse("{\"text\":\"ok\",\"finish\":\"stop\"}"));
        byte[] image = [0x89, (byte)'P', (byte)'N', (byte)'G', .. Data(100_000, 1)];

        await Fake.Client(handler, new EagerTime()).GetResponseAsync(new ChatMessage(ChatRole.User, [new TextContent("what?"), new DataContent(image, "image/png")]));

        Assert.Equal(3, handler.Sent.Count);
        Assert.All(handler.Sent, r => Assert.Equal(handler.Sent[0].Body, r.Body));
        Assert.Contains(Convert.ToBase64String(image), handler.Sent[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_escaped_no_more_than_JSON_asks_for()
    {
        using var request = new WireRequest();
        request.Json.WriteStringValue("é🌍 <a href=\"x\">+/'\n");

        Assert.Equal("é🌍 <a href=\"x\">+/'\n", JsonElement.Parse(request.ToArray()).GetString());
        Assert.Contains("é", request.ToString(), StringComparison.Ordinal);
        Assert.Contains("<a href", request.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_that_was_not_written_to_has_no_body()
    {
        using var request = new WireRequest();

        Assert.False(request.HasBody);
        Assert.Empty(request.ToArray());
    }

    [Fact]
    public async Task The_memory_is_kept_until_the_last_user_is_done()
    {
        var request = new WireRequest();
        Write(request, Data(50_000, 1));
        var expected = request.ToArray();
        using var content = new WireContent(request);
        var gate = new TaskCompletionSource();
        await using var target = new GatedStream(gate.Task);

        var sending = content.CopyToAsync(target);
        request.Dispose(); // the answer is there, and the body is still on its way
        using (var other = new WireRequest())
        {
            Write(other, Data(60_000, 9));
            gate.SetResult();
            await sending;
        }

        Assert.Equal(expected, target.ToArray());
        Assert.False(request.HasBody);
    }

    [Fact]
    public async Task A_real_server_gets_the_body_whole()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var request = new WireRequest();
        Write(request, Data(300_000, 7));
        using var http = new HttpClient();
        using var content = new WireContent(request);

        var received = ReceiveAsync(listener);
        using var response = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/"), content);

        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(request.ToArray(), await received);
    }

    private static byte[] Data(int length, int seed)
    {
        var data = new byte[length];
        new Random(seed).NextBytes(data);
        return data;
    }

    private static void Write(WireRequest request, params byte[][] all)
    {
        request.Json.WriteStartObject();
        request.Json.WriteNumber("a", 1);
        request.Json.WriteStartArray("image");
        foreach (var data in all)
        {
            request.WriteBase64Value("data:image/png;base64,"u8, data);
        }

        request.Json.WriteEndArray();
        request.Json.WriteNumber("z", 2);
        request.Json.WriteEndObject();
    }

    private static async Task<byte[]> SendAsync(WireRequest request)
    {
        using var content = new WireContent(request);
        var announced = content.Headers.ContentLength;
        var sent = await content.ReadAsByteArrayAsync();
        Assert.Equal(announced, sent.Length);
        return sent;
    }

    private static async Task<byte[]> ReceiveAsync(TcpListener listener)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            length = line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase) ? int.Parse(line[16..], System.Globalization.CultureInfo.InvariantCulture) : length;
        }

        var body = new char[length];
        await reader.ReadBlockAsync(body);
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
        return Encoding.Latin1.GetBytes(body);
    }

    private sealed class GatedStream(Task gate) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await gate;
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}
