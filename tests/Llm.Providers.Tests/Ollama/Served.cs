using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Llm.Providers.Ollama;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Ollama;

/// <summary>Makes providers of Ollama's wire and looks at what they send and read, in one line each.</summary>
internal static class Served
{
    public const string Model = "qwen3:8b";

    /// <summary>The end of an answer.</summary>
    public const string End = """{"model":"qwen3:8b","created_at":"2026-08-07T06:08:24Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":5000,"prompt_eval_count":11,"eval_count":7}""";

    private const string Whole = """{"model":"qwen3:8b","created_at":"2026-08-07T06:08:24Z","message":{"role":"assistant","content":"Hi."},"done":true,"done_reason":"stop","prompt_eval_count":11,"eval_count":7}""";

    public static CannedHandler Answering => new(Whole);

    public static OllamaProvider Provider(HttpMessageHandler? http = null, Action<OllamaOptions>? configure = null, params IReadOnlyList<ModelItem> models)
    {
        var options = new OllamaOptions { DefaultModel = Model, MaxRetries = 0 };
        foreach (var model in models)
        {
            options.Models.Add(model);
        }

        configure?.Invoke(options);
        return new(options, new(new HttpClient(http ?? Answering) { Timeout = Timeout.InfiniteTimeSpan }) { Environment = _ => null });
    }

    public static IChatClient Client(HttpMessageHandler http, string? model = null) => Provider(http).CreateChatClient(model);

    public static ModelItem Item(string id = Model, string? thinking = null, ModelCapabilities? has = null) => new()
    {
        Id = id, ProviderId = "ollama", Extra = thinking is null ? new Dictionary<string, string>() : new() { ["thinking"] = thinking },
        Capabilities = has ?? ModelCapabilities.None, KnownCapabilities = has is null ? ModelCapabilities.None : ModelCapabilities.Chat | ModelCapabilities.Tools | ModelCapabilities.Reasoning,
    };

    /// <summary>Sends a conversation and gives what was sent, with the warnings about it.</summary>
    public static async Task<(JsonElement Body, IReadOnlyList<string> Warnings)> SendAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, Action<OllamaOptions>? configure = null, params IReadOnlyList<ModelItem> models)
    {
        var http = Answering;
        var response = await Provider(http, configure, models).CreateChatClient().GetResponseAsync(messages, options);
        return (JsonElement.Parse(http.Single.Text), response.GetWarnings());
    }

    public static Task<(JsonElement Body, IReadOnlyList<string> Warnings)> SendAsync(ChatOptions options, Action<OllamaOptions>? configure = null, params IReadOnlyList<ModelItem> models) =>
        SendAsync([new(ChatRole.User, "Hi")], options, configure, models);

    public static Task<(JsonElement Body, IReadOnlyList<string> Warnings)> SayAsync(params IList<AIContent> contents) => SendAsync([new ChatMessage(ChatRole.User, contents)]);

    public static string Member(this JsonElement body, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (!body.TryGetProperty(name, out body))
            {
                return "absent";
            }
        }

        return body.GetRawText();
    }

    public static string Indent(JsonElement json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes a line that carries a message.</summary>
    public static string Line(string message) => $$"""{"model":"qwen3:8b","created_at":"2026-08-07T06:08:23.366709123Z","message":{{message}},"done":false}""";

    public static string Lines(params IEnumerable<string> lines) => string.Concat(lines.Select(l => l + "\n"));

    /// <summary>Reads an answer that holds one message.</summary>
    public static Task<ChatResponse> WholeAsync(string message, string end = "\"done_reason\":\"stop\"") =>
        Client(new CannedHandler($$"""{"model":"qwen3:8b","created_at":"2026-08-07T06:08:23Z","message":{{message}},"done":true,{{end}}}""")).GetResponseAsync("hi");

    /// <summary>Reads a stream of messages that ends well.</summary>
    public static Task<ChatResponse> StreamAsync(params IEnumerable<string> messages) =>
        Client(new CannedHandler(Lines(messages.Select(Line).Append(End)))).GetStreamingResponseAsync("hi").ToChatResponseAsync();

    public static List<FunctionCallContent> Calls(ChatResponse response) => [.. response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()];

    public static string Thinking(ChatResponse response) => string.Concat(response.Messages.SelectMany(m => m.Contents).OfType<TextReasoningContent>().Select(r => r.Text));
}
