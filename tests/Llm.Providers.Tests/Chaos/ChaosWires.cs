using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.Ollama;
using Llm.Providers.OpenAI;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Chaos;

/// <summary>The wires of the chaos. A wire that is added here is in all of it.</summary>
internal static class ChaosWires
{
    /// <summary>A key with the characters of Base64, which JSON and addresses write in other forms.</summary>
    public const string Key = "chaos-key/5+7Qx41zLw0=";

    public const string Text = "The quick brown 🌍 fox jumps over the lazy dog.";

    private static readonly string[] s_pieces = ["The quick ", "brown 🌍 fox ", "jumps over ", "the lazy ", "dog."];

    public static TheoryData<string> Names => [.. All.Select(w => w.Name)];

    public static IReadOnlyList<ChaosWire> All { get; } = [ChatCompletions(), Responses(), Messages(), GenerateContent(), OllamaChat()];

    public static ChaosWire Named(string name) => All.Single(w => w.Name == name);

    private static ProviderServices Over(HttpMessageHandler http, TimeProvider? time) =>
        new(new HttpClient(http, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan }, time) { Environment = _ => null };

    private static T With<T>(T options, Action<LlmProviderOptions>? configure)
        where T : LlmProviderOptions
    {
        options.ApiKey = Key;
        options.CheckStreamLaws = true;
        configure?.Invoke(options);
        return options;
    }

    private static IEnumerable<string> EachPiece(Func<string, string> write) => s_pieces.Select(write);

    private static ChaosWire ChatCompletions()
    {
        static string Chunk(string choice) =>
            $$"""data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1767225600,"model":"gpt-4.1","choices":[{"index":0,{{choice}}}]}""" + "\n\n";
        static string Delta(string delta) => Chunk($$"""
            "delta":{{delta}},"finish_reason":null
            """);

        return new(
            "chat-completions", (http, time, configure) => new OpenAIProvider(With(new OpenAIOptions { Wire = OpenAIWire.ChatCompletions }, configure), Over(http, time)),
            (builder, configure) => builder.AddOpenAI("chat-completions", o => { o.Wire = OpenAIWire.ChatCompletions; With(o, configure); }),
            "gpt-4.1", "text/event-stream",
            [
                Delta("""{"role":"assistant","content":""}"""),
                .. EachPiece(piece => Delta($$"""{"content":"{{piece}}"}""")),
                Delta("""{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"get_weather","arguments":""}}]}"""),
                Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\":"}}]}"""),
                Delta("""{"tool_calls":[{"index":0,"function":{"arguments":"\"Oslo\"}"}}]}"""),
                Chunk(""" "delta":{},"finish_reason":"tool_calls" """),
                "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1767225600,\"model\":\"gpt-4.1\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12,\"total_tokens\":21}}\n\n",
                "data: [DONE]\n\n",
            ],
            $$$"""
            {"id":"chatcmpl-1","object":"chat.completion","created":1767225600,"model":"gpt-4.1","choices":[{"index":0,"message":{"role":"assistant","content":"{{{Text}}}",
            "tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Oslo\"}"}}]},"finish_reason":"tool_calls"}],
            "usage":{"prompt_tokens":9,"completion_tokens":12,"total_tokens":21}}
            """,
            "data: {\"error\":{\"message\":\"The server is overloaded\",\"type\":\"overloaded_error\"}}\n\n");
    }

    private static ChaosWire Responses()
    {
        var number = 0;
        string Event(string type, string rest) => $"event: {type}\ndata: {{\"type\":\"{type}\",\"sequence_number\":{number++},{rest}}}\n\n";
        const string Message = """{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"The quick brown 🌍 fox jumps over the lazy dog.","annotations":[]}]}""";
        const string Call = """{"id":"fc_1","type":"function_call","status":"completed","call_id":"call_1","name":"get_weather","arguments":"{\"city\":\"Oslo\"}"}""";
        const string Begun = """{"id":"resp_1","object":"response","created_at":1767225600,"status":"in_progress","model":"gpt-5-mini","output":[]}""";
        const string Answer = $$$"""{"id":"resp_1","object":"response","created_at":1767225600,"status":"completed","model":"gpt-5-mini","output":[{{{Message}}},{{{Call}}}],"usage":{"input_tokens":9,"output_tokens":12,"total_tokens":21}}""";

        return new(
            "responses", (http, time, configure) => new OpenAIProvider(With(new OpenAIOptions { Wire = OpenAIWire.Responses }, configure), Over(http, time)),
            (builder, configure) => builder.AddOpenAI("responses", o => { o.Wire = OpenAIWire.Responses; With(o, configure); }),
            "gpt-5-mini", "text/event-stream",
            [
                Event("response.created", $"\"response\":{Begun}"),
                Event("response.output_item.added", """ "output_index":0,"item":{"id":"msg_1","type":"message","status":"in_progress","role":"assistant","content":[]} """),
                Event("response.content_part.added", """ "item_id":"msg_1","output_index":0,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]} """),
                .. EachPiece(piece => Event("response.output_text.delta", $"\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":\"{piece}\"")),
                Event("response.output_text.done", $"\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"text\":\"{Text}\""),
                Event("response.output_item.done", $"\"output_index\":0,\"item\":{Message}"),
                Event("response.output_item.added", """ "output_index":1,"item":{"id":"fc_1","type":"function_call","status":"in_progress","call_id":"call_1","name":"get_weather","arguments":""} """),
                Event("response.function_call_arguments.delta", """ "item_id":"fc_1","output_index":1,"delta":"{\"city\":" """),
                Event("response.function_call_arguments.delta", """ "item_id":"fc_1","output_index":1,"delta":"\"Oslo\"}" """),
                Event("response.output_item.done", $"\"output_index\":1,\"item\":{Call}"),
                Event("response.completed", $"\"response\":{Answer}"),
            ],
            Answer,
            "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"The server is overloaded\",\"param\":null,\"sequence_number\":99}\n\n");
    }

    private static ChaosWire Messages()
    {
        static string Event(string type, string rest) => $"event: {type}\ndata: {{\"type\":\"{type}\"{rest}}}\n\n";

        return new(
            "messages", (http, time, configure) => new AnthropicProvider(With(new AnthropicOptions(), configure), Over(http, time)),
            (builder, configure) => builder.AddAnthropic("messages", o => With(o, configure)),
            "claude-sonnet-4-5", "text/event-stream",
            [
                Event("message_start", ""","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[],"stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}"""),
                Event("content_block_start", ""","index":0,"content_block":{"type":"text","text":""}"""),
                Event("ping", ""),
                .. EachPiece(piece => Event("content_block_delta", $$""","index":0,"delta":{"type":"text_delta","text":"{{piece}}"}""")),
                Event("content_block_stop", ""","index":0"""),
                Event("content_block_start", ""","index":1,"content_block":{"type":"tool_use","id":"call_1","name":"get_weather","input":{}}"""),
                Event("content_block_delta", ""","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"city\":"}"""),
                Event("content_block_delta", ""","index":1,"delta":{"type":"input_json_delta","partial_json":"\"Oslo\"}"}"""),
                Event("content_block_stop", ""","index":1"""),
                Event("message_delta", ""","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":12}"""),
                Event("message_stop", ""),
            ],
            $$$"""
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"{{{Text}}}"},
            {"type":"tool_use","id":"call_1","name":"get_weather","input":{"city":"Oslo"}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":12}}
            """,
            "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n");
    }

    private static ChaosWire GenerateContent()
    {
        static string Answer(string parts, string rest = "") =>
            $$"""{"candidates":[{"content":{"parts":[{{parts}}],"role":"model"},"index":0{{rest}}}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":12,"totalTokenCount":21},"modelVersion":"gemini-2.5-flash","responseId":"r1"}""";
        const string Call = """{"functionCall":{"id":"call_1","name":"get_weather","args":{"city":"Oslo"}}}""";
        const string Finish = ""","finishReason":"STOP" """;

        return new(
            "generate-content", (http, time, configure) => new GoogleProvider(With(new GoogleOptions(), configure), Over(http, time)),
            (builder, configure) => builder.AddGoogle("generate-content", o => With(o, configure)),
            "gemini-2.5-flash", "text/event-stream",
            [
                .. EachPiece(piece => $"data: {Answer($$"""{"text":"{{piece}}"}""")}\r\n\r\n"),
                $"data: {Answer(Call, Finish)}\r\n\r\n",
            ],
            Answer($$"""{"text":"{{Text}}"},{{Call}}""", Finish),
            "data: {\"error\":{\"code\":503,\"message\":\"The model is overloaded.\",\"status\":\"UNAVAILABLE\"}}\r\n\r\n");
    }

    private static ChaosWire OllamaChat()
    {
        static string Line(string message, string rest = "\"done\":false") => $$"""{"model":"qwen3:8b","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant",{{message}}},{{rest}}}""";
        const string Call = """ "tool_calls":[{"id":"call_1","function":{"index":0,"name":"get_weather","arguments":{"city":"Oslo"}}}] """;
        const string Done = """ "done":true,"done_reason":"stop","prompt_eval_count":9,"eval_count":12 """;

        return new(
            "ollama-chat", (http, time, configure) => new OllamaProvider(With(new OllamaOptions(), configure), Over(http, time)),
            (builder, configure) => builder.AddOllama("ollama-chat", o => With(o, configure)),
            "qwen3:8b", "application/x-ndjson",
            [
                .. EachPiece(piece => Line($"\"content\":\"{piece}\"") + "\n"),
                Line($"\"content\":\"\",{Call}") + "\n",
                Line("\"content\":\"\"", Done) + "\n",
            ],
            Line($"\"content\":\"{Text}\",{Call}", Done),
            "{\"error\":\"the model runner is overloaded\"}\n");
    }
}
