using System.Text.Json;
using Llm.Providers.Anthropic;
using Llm.Providers.Tests.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.Anthropic;

/// <summary>Makes providers of the messages wire and looks at what they send and read, in one line each.</summary>
internal static class Claude
{
    public const string Key = "sk-ant-test-51d0c7";

    /// <summary>A model that takes a budget of thinking.</summary>
    public const string Budget = "claude-sonnet-4-5";

    /// <summary>A model that decides itself how much to think.</summary>
    public const string Adaptive = "claude-sonnet-5";

    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC");

    public static AnthropicProvider Provider(HttpMessageHandler? http = null, Action<AnthropicOptions>? configure = null)
    {
        var options = new AnthropicOptions { ApiKey = Key, DefaultModel = Budget, MaxRetries = 0 };
        configure?.Invoke(options);
        return new(options, new(new HttpClient(http ?? new CannedHandler("{}")) { Timeout = Timeout.InfiniteTimeSpan }) { Environment = _ => null });
    }

    public static IChatClient Client(HttpMessageHandler http, string? model = null, Action<AnthropicOptions>? configure = null) => Provider(http, configure).CreateChatClient(model);

    /// <summary>Renders a request and gives its body, indented.</summary>
    public static string Render(IEnumerable<ChatMessage> messages, ChatOptions? options = null, Action<AnthropicOptions>? configure = null)
    {
        using var request = Provider(configure: configure).Preview(messages, options);
        return Compatible.Indent(request.ToString());
    }

    public static string Render(ChatOptions options, Action<AnthropicOptions>? configure = null) => Render([new(ChatRole.User, "Hi")], options, configure);

    public static string RenderUser(params IList<AIContent> contents) => Render([new(ChatRole.User, contents)]);

    /// <summary>Renders a request and gives one member of its body, as it is written.</summary>
    public static string Member(string name, IEnumerable<ChatMessage> messages, ChatOptions? options = null, Action<AnthropicOptions>? configure = null)
    {
        using var request = Provider(configure: configure).Preview(messages, options);
        return Compatible.Member(name, request.ToString());
    }

    public static string Member(string name, ChatOptions options, Action<AnthropicOptions>? configure = null) => Member(name, [new(ChatRole.User, "Hi")], options, configure);

    /// <summary>Sends a call and gives the request and the warnings of the response.</summary>
    public static async Task<(SentRequest Sent, IReadOnlyList<string> Warnings)> SendAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, Action<AnthropicOptions>? configure = null)
    {
        var http = new CannedHandler(Answer("""{"type":"text","text":"Hi."}"""));
        using var chat = Client(http, configure: configure);
        var response = await chat.GetResponseAsync(messages, options);
        return (http.Single, response.GetWarnings());
    }

    public static Task<(SentRequest Sent, IReadOnlyList<string> Warnings)> SendAsync(ChatOptions options, Action<AnthropicOptions>? configure = null) => SendAsync([new(ChatRole.User, "Hi")], options, configure);

    /// <summary>Writes a whole answer.</summary>
    public static string Answer(string blocks, string stop = "end_turn", string more = "") =>
        $$"""{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{{blocks}}],"stop_reason":"{{stop}}","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":5}{{more}}}""";

    public static Task<ChatResponse> AnswerAsync(string blocks, string stop = "end_turn", string more = "") => Client(new CannedHandler(Answer(blocks, stop, more))).GetResponseAsync("hi");

    /// <summary>Writes the events of a stream with their names.</summary>
    public static string Events(params IEnumerable<string> payloads) =>
        string.Concat(payloads.Select(p => $"event: {JsonElement.Parse(p).GetProperty("type").GetString()}\ndata: {p}\n\n"));

    public static string Start(string usage = """{"input_tokens":10,"output_tokens":1}""") =>
        $$$"""{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{{{usage}}}}}""";

    public static string End(string stop = "end_turn", string usage = """{"output_tokens":5}""", string more = "") =>
        $$"""{"type":"message_delta","delta":{"stop_reason":"{{stop}}","stop_sequence":null{{more}}},"usage":{{usage}}}""";

    public const string Stop = """{"type":"message_stop"}""";

    /// <summary>Writes the events of one block.</summary>
    public static string[] Block(int index, string start, params IEnumerable<string> deltas) =>
    [
        $$"""{"type":"content_block_start","index":{{index}},"content_block":{{start}}}""",
        .. deltas.Select(d => $$"""{"type":"content_block_delta","index":{{index}},"delta":{{d}}}"""),
        $$"""{"type":"content_block_stop","index":{{index}}}""",
    ];

    public static string[] TextBlock(int index, params IEnumerable<string> pieces) => Block(index, """{"type":"text","text":""}""", pieces.Select(p => $$$"""{"type":"text_delta","text":{{{Compatible.Quote(p)}}}}"""));

    public static string[] ToolBlock(int index, string id, string name, params IEnumerable<string> fragments) =>
        Block(index, $$$"""{"type":"tool_use","id":"{{{id}}}","name":"{{{name}}}","input":{}}""", fragments.Select(f => $$$"""{"type":"input_json_delta","partial_json":{{{Compatible.Quote(f)}}}}"""));

    public static Task<(List<ChatResponseUpdate> Updates, Exception? Failure)> ReadAsync(string body) => Fake.ReadAsync(Client(new CannedHandler(body)));

    /// <summary>Reads a stream that comes to a good end and puts it together.</summary>
    public static async Task<ChatResponse> StreamAsync(params IEnumerable<string> payloads)
    {
        var (updates, failure) = await ReadAsync(Events(payloads));
        Assert.Null(failure);
        return updates.ToChatResponse();
    }

    /// <summary>Has a history go through JSON, as a host does that stores it.</summary>
    public static List<ChatMessage> ThroughJson(IEnumerable<ChatMessage> messages)
    {
        var type = AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatMessage));
        return [.. messages.Select(m => (ChatMessage)JsonSerializer.Deserialize(JsonSerializer.Serialize(m, type), type)!)];
    }
}
