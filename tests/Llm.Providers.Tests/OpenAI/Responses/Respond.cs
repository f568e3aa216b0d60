using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Llm.Providers.OpenAI;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAI.Responses;

/// <summary>Makes providers of the responses wire and looks at what they send and read, in one line each.</summary>
internal static class Respond
{
    public const string Model = "gpt-5.5";

    public static OpenAIProvider Provider(HttpMessageHandler? http = null, Action<OpenAIOptions>? configure = null)
    {
        var options = new OpenAIOptions { ApiKey = "sk-51d0c7", DefaultModel = Model, MaxRetries = 0, Wire = OpenAIWire.Responses };
        configure?.Invoke(options);
        return new(options, new(new HttpClient(http ?? new CannedHandler("{}")) { Timeout = Timeout.InfiniteTimeSpan }));
    }

    public static IChatClient Client(HttpMessageHandler http, Action<OpenAIOptions>? configure = null) => Provider(http, configure).CreateChatClient();

    /// <summary>Renders a request and gives its body.</summary>
    public static JsonElement Body(IEnumerable<ChatMessage> messages, ChatOptions? options = null, ResponsesDialect? dialect = null)
    {
        using var request = Provider(configure: o => o.ResponsesDialect = dialect ?? o.ResponsesDialect).Preview(messages, options);
        return JsonElement.Parse(request.ToString());
    }

    public static JsonElement Body(ChatOptions options, ResponsesDialect? dialect = null) => Body([new(ChatRole.User, "Hi")], options, dialect);

    /// <summary>Renders a request and gives its body, indented.</summary>
    public static string Render(IEnumerable<ChatMessage> messages, ChatOptions? options = null, ResponsesDialect? dialect = null) => Indent(Body(messages, options, dialect));

    /// <summary>Renders a request and gives one member of its body, as it is written.</summary>
    public static string Member(string name, ChatOptions options, ResponsesDialect? dialect = null) => MemberOf(name, Body(options, dialect));

    public static string MemberOf(string name, JsonElement json) => json.TryGetProperty(name, out var value) ? value.GetRawText() : "absent";

    /// <summary>Renders a conversation and gives its items.</summary>
    public static IReadOnlyList<JsonElement> Input(IEnumerable<ChatMessage> messages, ResponsesDialect? dialect = null) => [.. Body(messages, null, dialect).GetProperty("input").EnumerateArray()];

    public static string Indent(JsonElement json)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" }))
        {
            json.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>An answer with these output items.</summary>
    public static string Answer(string output, string more = "") =>
        $$"""{"id":"resp_1","object":"response","created_at":1770000000,"status":"completed","error":null,"incomplete_details":null,"model":"gpt-5.5-2026-04-23","output":[{{output}}],"usage":{"input_tokens":10,"input_tokens_details":{"cached_tokens":4},"output_tokens":7,"output_tokens_details":{"reasoning_tokens":5},"total_tokens":17}{{(more.Length > 0 ? "," : "")}}{{more}}}""";

    /// <summary>Writes events as they are framed on this wire.</summary>
    public static string Events(params IEnumerable<string> payloads) =>
        string.Concat(payloads.Select(p => $"event: {JsonElement.Parse(p).GetProperty("type").GetString()}\ndata: {p}\n\n"));

    public static string Created { get; } = """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","created_at":1770000000,"model":"gpt-5.5-2026-04-23","status":"in_progress","output":[]}}""";

    public static string Completed(string output = "", string more = "") => $$"""{"type":"response.completed","sequence_number":99,"response":{{Answer(output, more)}}}""";

    public static string Added(int index, string item) => $$"""{"type":"response.output_item.added","output_index":{{index}},"item":{{item}}}""";

    public static string Done(int index, string item) => $$"""{"type":"response.output_item.done","output_index":{{index}},"item":{{item}}}""";

    public static string Text(int index, string delta) => $$"""{"type":"response.output_text.delta","item_id":"msg_{{index}}","output_index":{{index}},"content_index":0,"delta":"{{delta}}","logprobs":[]}""";

    public static string Message(int index, string text, string more = "") =>
        $$"""{"id":"msg_{{index}}","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","annotations":[],"logprobs":[],"text":"{{text}}"}]{{more}}}""";

    public static string Call(int index, string name, string arguments, string status = "completed") =>
        $$"""{"id":"fc_{{index}}","type":"function_call","status":"{{status}}","call_id":"call_{{index}}","name":"{{name}}","arguments":{{Quote(arguments)}}}""";

    public static string Reasoning(int index, string encrypted, params IEnumerable<string> summary) =>
        $$"""{"id":"rs_{{index}}","type":"reasoning","encrypted_content":"{{encrypted}}","summary":[{{string.Join(',', summary.Select(s => $$"""{"type":"summary_text","text":"{{s}}"}"""))}}]}""";

    /// <summary>A stream that announces and ends each of these items, with the text in pieces of three letters.</summary>
    public static string Stream(params IReadOnlyList<string> items)
    {
        List<string> events = [Created];
        for (var i = 0; i < items.Count; i++)
        {
            var item = JsonElement.Parse(items[i]);
            events.Add(Added(i, items[i].Replace("\"completed\"", "\"in_progress\"", StringComparison.Ordinal)));
            if (item.GetProperty("type").GetString() == "message" && item.GetProperty("content")[0].TryGetProperty("text", out var content))
            {
                var text = content.GetString()!;
                events.AddRange(text.Chunk(3).Select(c => Text(i, new string(c))));
            }

            events.Add(Done(i, items[i]));
        }

        events.Add(Completed(string.Join(',', items)));
        return Events(events);
    }

    public static async Task<ChatResponse> ReadAsync(string body, bool stream, ChatOptions? options = null)
    {
        using var client = Client(new CannedHandler(body));
        return await AskAsync(client, [new(ChatRole.User, "Hi")], stream, options);
    }

    /// <summary>Reads these items whole and streamed.</summary>
    public static Task<ChatResponse> ItemsAsync(bool stream, params IReadOnlyList<string> items) => ReadAsync(stream ? Stream(items) : Answer(string.Join(',', items)), stream);

    public static Task<ChatResponse> AskAsync(IChatClient client, IEnumerable<ChatMessage> messages, bool stream, ChatOptions? options = null) =>
        stream ? client.GetStreamingResponseAsync(messages, options).ToChatResponseAsync() : client.GetResponseAsync(messages, options);

    /// <summary>Sends messages through JSON, as a history that is kept in a file.</summary>
    public static IReadOnlyList<ChatMessage> ThroughJson(IEnumerable<ChatMessage> messages) =>
        [.. messages.Select(m => JsonSerializer.Deserialize<ChatMessage>(JsonSerializer.Serialize(m, AIJsonUtilities.DefaultOptions), AIJsonUtilities.DefaultOptions)!)];

    /// <summary>Writes everything a response holds, so that two can be compared.</summary>
    public static string Kept(ChatResponse response) =>
        string.Join('\n', response.Messages.SelectMany(m => m.Contents).Select(c => JsonSerializer.Serialize(c, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(AIContent)))));

    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
