using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.Ollama;
using Llm.Providers.OpenAI;

namespace Llm.Providers.Soak;

/// <summary>A wire, a provider that speaks it, and where the emulator answers it.</summary>
internal sealed record SoakWire(string Name, string Model, Func<Uri, HttpClient, BaseLlmProvider> Create)
{
    public static IReadOnlyList<SoakWire> All { get; } =
    [
        new("chat-completions", "gpt-4.1", (root, http) => new OpenAIProvider(With(new OpenAIOptions { Wire = OpenAIWire.ChatCompletions }, new(root, "v1/")), new(http))),
        new("responses", "gpt-5-mini", (root, http) => new OpenAIProvider(With(new OpenAIOptions { Wire = OpenAIWire.Responses }, new(root, "v1/")), new(http))),
        new("messages", "claude-sonnet-4-5", (root, http) => new AnthropicProvider(With(new AnthropicOptions(), new(root, "v1/")), new(http))),
        new("generate-content", "gemini-2.5-flash", (root, http) => new GoogleProvider(With(new GoogleOptions(), new(root, "v1beta/")), new(http))),
        new("ollama-chat", "qwen3:8b", (root, http) => new OllamaProvider(With(new OllamaOptions(), root), new(http))),
    ];

    private static T With<T>(T options, Uri endpoint)
        where T : LlmProviderOptions
    {
        (options.Endpoint, options.ApiKey, options.MaxRetries) = (endpoint, "soak-key", 2);
        options.CheckStreamLaws = true;
        (options.Timeouts.FirstByte, options.Timeouts.Idle, options.Timeouts.Total) = (SoakRun.Patience, SoakRun.Patience, SoakRun.Patience);
        return options;
    }
}
