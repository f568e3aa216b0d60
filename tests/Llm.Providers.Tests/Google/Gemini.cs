using System.Text.Json;
using Llm.Providers.Google;
using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Google;

/// <summary>Makes providers of Google's wire and looks at what they send and read, in one line each.</summary>
internal static class Gemini
{
    public const string Key = "AIza-test-key-51d0c7";

    /// <summary>A signature as the wire gives it: base64 that a JSON writer could spoil.</summary>
    public const string Signature = "EqUCCqICAb4+c2lnbi9hdHVyZQ==";

    public static GoogleProvider Provider(HttpMessageHandler? http = null, Action<GoogleOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new GoogleOptions { ApiKey = Key, DefaultModel = "gemini-3-flash-preview", MaxRetries = 0 };
        configure?.Invoke(options);
        return new(options, new(new HttpClient(http ?? new CannedHandler("{}")) { Timeout = Timeout.InfiniteTimeSpan }, time));
    }

    public static GoogleVertexProvider Vertex(HttpMessageHandler? http = null, Action<GoogleVertexOptions>? configure = null)
    {
        var options = new GoogleVertexOptions { ApiKey = "ya29.token", Project = "my-project", DefaultModel = "gemini-3-flash-preview", MaxRetries = 0 };
        configure?.Invoke(options);
        return new(options, new(new HttpClient(http ?? new CannedHandler("{}")) { Timeout = Timeout.InfiniteTimeSpan }));
    }

    /// <summary>Renders a request and gives its body, indented.</summary>
    public static string Render(IEnumerable<ChatMessage> messages, ChatOptions? options = null, Action<GoogleOptions>? configure = null)
    {
        using var request = Provider(configure: configure).Preview(messages, options);
        return Compatible.Indent(request.ToString());
    }

    public static string Render(ChatOptions options) => Render([new(ChatRole.User, "Hi")], options);

    public static JsonElement Body(IEnumerable<ChatMessage> messages, ChatOptions? options = null) => JsonElement.Parse(Render(messages, options));

    public static JsonElement Body(ChatOptions options) => JsonElement.Parse(Render(options));

    public static string User(params IList<AIContent> contents) => Render([new(ChatRole.User, contents)]);

    public static LlmProviderException Refused(params IList<AIContent> contents) => Assert.Throws<LlmProviderException>(() => User(contents));

    /// <summary>Asks with options and gives the warnings.</summary>
    public static async Task<string> WarningsAsync(ChatOptions options, params IEnumerable<ChatMessage> messages)
    {
        var response = await Provider(new CannedHandler(Answer(Text("ok")))).CreateChatClient().GetResponseAsync(messages.Any() ? messages : [new(ChatRole.User, "Hi")], options);
        return string.Join('\n', response.FindProperty(LlmPropertyNames.Warnings) as IEnumerable<string> ?? []);
    }

    public static string Text(string text) => $$"""{"text":{{Compatible.Quote(text)}}}""";

    /// <summary>Writes an answer of parts, or a chunk of one.</summary>
    public static string Answer(string parts, string? finish = "STOP", string more = "", string usage = """,'usageMetadata':{'promptTokenCount':5,'candidatesTokenCount':3,'totalTokenCount':8}""") =>
        $$"""{"candidates":[{"content":{"parts":[{{parts}}],"role":"model"}{{(finish is null ? "" : $",\"finishReason\":\"{finish}\"")}},"index":0{{more}}}]{{usage.Replace('\'', '"')}},"modelVersion":"gemini-3-flash-preview","responseId":"r1"}""";

    public static string Chunk(string parts, string? finish = null) => Answer(parts, finish);

    /// <summary>Writes chunks as the wire does.</summary>
    public static string Events(params IEnumerable<string> chunks) => string.Concat(chunks.Select(c => $"data: {c.ReplaceLineEndings("")}\r\n\r\n"));

    public static Task<ChatResponse> ReadAsync(string body, ChatOptions? options = null) =>
        Provider(new CannedHandler(body)).CreateChatClient().GetResponseAsync("Hi", options);

    public static Task<(List<ChatResponseUpdate> Updates, Exception? Failure)> StreamAsync(string body) => Fake.ReadAsync(Provider(new CannedHandler(body)).CreateChatClient());

    public static async Task<ChatResponse> StreamedAsync(params IEnumerable<string> chunks)
    {
        var (updates, failure) = await StreamAsync(Events(chunks));
        Assert.Null(failure);
        return updates.ToChatResponse();
    }

    /// <summary>Sends a history through JSON, as an application does that keeps it.</summary>
    public static List<ChatMessage> ThroughJson(IEnumerable<ChatMessage> messages)
    {
        var type = AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IList<ChatMessage>));
        return [.. (IList<ChatMessage>)JsonSerializer.Deserialize(JsonSerializer.Serialize(messages.ToList(), type), type)!];
    }

    public static IEnumerable<AIContent> Contents(this ChatResponse response) => response.Messages.SelectMany(m => m.Contents);
}
