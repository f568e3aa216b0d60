using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.Ollama;
using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;

namespace Llm.Providers.Tests.Matrix;

/// <summary>The wires of the matrices. A wire that is added here is in all of them.</summary>
internal static class MatrixWires
{
    private const string Key = "sk-matrix-key";

    public static IReadOnlyList<MatrixWire> All { get; } =
    [
        // OpenAI's own chat completions show no reasoning: OpenRouter speaks the same wire and does.
        new(
            "chat-completions",
            http => new OpenAICompatibleProvider(OpenRouter.Preset, new() { ApiKey = Key }, Over(http)),
            "anthropic/claude-sonnet-4.6",
            """
            {"id":"gen-1","model":"anthropic/claude-sonnet-4.6","choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,
            "reasoning":"Two cities, two calls.","reasoning_details":[{"type":"reasoning.text","text":"Two cities, two calls.","signature":"native-of-openrouter","index":0}],
            "tool_calls":[{"index":0,"id":"call_a1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Oslo\"}"}},
            {"index":1,"id":"call_b2","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Paris\"}"}}]}}]}
            """,
            "native-of-openrouter"),
        new(
            "responses",
            http => new OpenAIProvider(new() { ApiKey = Key, Wire = OpenAIWire.Responses }, Over(http)),
            "gpt-5-mini",
            """
            {"id":"resp_1","object":"response","created_at":1767225600,"status":"completed","model":"gpt-5-mini","output":[
            {"id":"rs_native1","type":"reasoning","summary":[{"type":"summary_text","text":"Two cities, two calls."}],"encrypted_content":"native-of-openai"},
            {"id":"fc_native2","type":"function_call","status":"completed","call_id":"call_a1","name":"get_weather","arguments":"{\"city\":\"Oslo\"}"},
            {"id":"fc_native3","type":"function_call","status":"completed","call_id":"call_b2","name":"get_weather","arguments":"{\"city\":\"Paris\"}"}]}
            """,
            "native-of-openai", "rs_native1", "fc_native2", "fc_native3"),
        new(
            "messages",
            http => new AnthropicProvider(new() { ApiKey = Key }, Over(http)),
            "claude-sonnet-4-5",
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[
            {"type":"thinking","thinking":"Two cities, two calls.","signature":"native-of-anthropic"},
            {"type":"tool_use","id":"toolu_a1","name":"get_weather","input":{"city":"Oslo"}},
            {"type":"tool_use","id":"toolu_b2","name":"get_weather","input":{"city":"Paris"}}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":1}}
            """,
            "native-of-anthropic"),
        new(
            "generate-content",
            http => new GoogleProvider(new() { ApiKey = Key }, Over(http)),
            "gemini-2.5-flash",
            """
            {"responseId":"r1","modelVersion":"gemini-2.5-flash","candidates":[{"index":0,"finishReason":"STOP","content":{"role":"model","parts":[
            {"text":"Two cities, two calls.","thought":true},
            {"functionCall":{"name":"get_weather","args":{"city":"Oslo"}},"thoughtSignature":"bmF0aXZlLW9mLWdvb2dsZQ=="},
            {"functionCall":{"name":"get_weather","args":{"city":"Paris"}}}]}}]}
            """,
            "bmF0aXZlLW9mLWdvb2dsZQ=="),
        new(
            "ollama-chat",
            http => new OllamaProvider(new(), Over(http)),
            "qwen3:8b",
            """
            {"model":"qwen3:8b","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"","thinking":"Two cities, two calls.","tool_calls":[
            {"id":"call_a1","function":{"index":0,"name":"get_weather","arguments":{"city":"Oslo"}}},
            {"id":"call_b2","function":{"index":1,"name":"get_weather","arguments":{"city":"Paris"}}}]},"done":true,"done_reason":"stop"}
            """),
    ];

    /// <summary>The wires of the support table: each as the vendor speaks it that defined it.</summary>
    public static IReadOnlyList<MatrixWire> Vendors { get; } =
    [
        new("chat-completions", http => new OpenAIProvider(new() { ApiKey = Key }, Over(http)), "a-new-model", ""),
        new("responses", http => new OpenAIProvider(new() { ApiKey = Key, Wire = OpenAIWire.Responses }, Over(http)), "a-new-model", ""),
        .. All.Skip(2),
    ];

    private static ProviderServices Over(HttpMessageHandler http) => new(new HttpClient(http)) { Environment = _ => null };
}
