using System.Text;
using System.Text.Json;

namespace Llm.Providers.Testing.Tests;

/// <summary>One emulator behind one of its transports, with an HTTP client in front.</summary>
internal sealed class EmulatedHttp : IAsyncDisposable
{
    private readonly EmulatorServer? _server;

    private EmulatedHttp(EmulatorServer? server, Emulator emulator, HttpClient client)
    {
        _server = server;
        Emulator = emulator;
        Client = client;
    }

    public static TheoryData<string> Transports => ["server", "handler"];

    public Emulator Emulator { get; }

    public HttpClient Client { get; }

    public static async Task<EmulatedHttp> StartAsync(string transport, EmulatorOptions? options = null)
    {
        if (transport == "handler")
        {
            var handler = new EmulatorHandler(options);
            return new(null, handler.Emulator, new HttpClient(handler) { BaseAddress = EmulatorHandler.Endpoint });
        }

        var server = await EmulatorServer.StartAsync(options);
        var sockets = new SocketsHttpHandler { UseProxy = false, ResponseDrainTimeout = TimeSpan.Zero };
        return new(server, server.Emulator, new HttpClient(sockets) { BaseAddress = server.Endpoint });
    }

    /// <summary>Sends a body and returns as soon as the headers are there.</summary>
    public async Task<HttpResponseMessage> PostAsync(string path, string json, CancellationToken cancellationToken = default, params (string, string)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>Sends a chat request and reads the whole answer, streamed or not, into one form.</summary>
    public async Task<ChatAnswer> ChatAsync(string json, bool stream = false, params (string, string)[] headers)
    {
        using var response = await PostAsync("chat/completions", Requests.WithStream(json, stream), default, headers);
        return await ChatAnswer.ReadAsync(response);
    }

    public async Task<JsonElement> PostJsonAsync(string path, string json)
    {
        using var response = await PostAsync(path, json);
        return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    public async Task<JsonElement> GetJsonAsync(string path) => JsonElement.Parse(await Client.GetStringAsync(path));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }
}
