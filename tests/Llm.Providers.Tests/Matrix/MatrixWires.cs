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
    ];

    /// <summary>The wires of the support table: each as the vendor speaks it that defined it.</summary>
    public static IReadOnlyList<MatrixWire> Vendors { get; } =
    [
        new("chat-completions", http => new OpenAIProvider(new() { ApiKey = Key }, Over(http)), "a-new-model", ""),
        .. All.Skip(1),
    ];

    private static ProviderServices Over(HttpMessageHandler http) => new(new HttpClient(http)) { Environment = _ => null };
}
