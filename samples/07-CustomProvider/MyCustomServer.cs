using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Llm.Providers.Samples;

/// <summary>The vendor, on this machine: it takes its own key alone and answers on both wires, whole or streamed.</summary>
public sealed class MyCustomServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _key;

    private MyCustomServer(string key)
    {
        _key = key;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>Gets the address to set as <c>Endpoint</c>.</summary>
    public Uri Endpoint => new($"{_app.Urls.First()}/v1");

    /// <summary>Gets what was asked, in order: path and body.</summary>
    public IList<(string Path, JsonNode Body)> Requests { get; } = [];

    public static async Task<MyCustomServer> StartAsync(string key)
    {
        var server = new MyCustomServer(key);
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        if (context.Request.Headers.Authorization != $"Bearer {_key}")
        {
            response.StatusCode = 401;
            await response.WriteAsync("""{"error":{"code":"invalid_key","message":"This key is not one of ours."}}""");
            return;
        }

        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        var path = context.Request.Path.Value!;
        Requests.Add((path, body));
        var isChat = path == "/v1/chat";
        var words = isChat ? Reply(body["messages"]!.AsArray()) : $"{(string?)body["prompt"]}, there was a prompt, and it was continued.";
        await ((bool?)body["stream"] == true ? StreamAsync(response, body, words, isChat) : response.WriteAsync(Event(body, words, isChat, isLast: true)));
    }

    private static string Reply(JsonArray messages)
    {
        var last = messages[^1]!;
        var turn = messages.Count(m => (string?)m!["role"] == "user");
        return last["images"] is JsonArray images ? $"I see {images.Count} picture of {Convert.FromBase64String((string)images[0]!).Length} bytes."
            : $"This is answer {turn}, and you asked: {(string?)last["content"]}";
    }

    private static async Task StreamAsync(HttpResponse response, JsonNode body, string words, bool isChat)
    {
        response.ContentType = "text/event-stream";
        foreach (var word in words.Split(' '))
        {
            await response.WriteAsync($"data: {Event(body, word + ' ', isChat, isLast: false)}\n\n");
            await response.Body.FlushAsync();
        }

        await response.WriteAsync($"data: {Event(body, "", isChat, isLast: true)}\n\ndata: [DONE]\n\n");
    }

    private static string Event(JsonNode body, string words, bool isChat, bool isLast)
    {
        var answer = new JsonObject { ["model"] = body["model"]!.DeepClone() };
        answer[isChat ? "message" : "text"] = isChat ? new JsonObject { ["role"] = "assistant", ["content"] = words } : words;
        if (isLast)
        {
            answer["finish_reason"] = "stop";
            answer["usage"] = new JsonObject { ["input_tokens"] = body.ToJsonString().Length / 4, ["output_tokens"] = 12 };
        }

        return answer.ToJsonString();
    }
}
