using Llm.Providers.OpenAICompatible;
using Llm.Providers.Tests.Support;

namespace Llm.Providers.Tests.OpenAICompatible;

/// <summary>A vendor that speaks chat completions and nothing special.</summary>
internal static class Acme
{
    public static OpenAICompatiblePreset Preset { get; } = new() { Id = "acme", DisplayName = "Acme", Endpoint = new("https://api.acme.test/v1/"), Embeddings = new() };

    public static OpenAICompatibleProvider Provider(HttpMessageHandler http) => new(Preset, new() { ApiKey = Fake.Key, MaxRetries = 0 }, new(new HttpClient(http)));

    public static IChatClient Client(HttpMessageHandler http) => Provider(http).CreateChatClient("m");

    /// <summary>Reads an answer that holds one message.</summary>
    public static async Task<ChatResponse> AnswerAsync(string message) =>
        await Client(new CannedHandler($$"""{"choices":[{"index":0,"message":{{message}},"finish_reason":"stop"}]}""")).GetResponseAsync("hi");

    /// <summary>Reads a stream of deltas that ends well.</summary>
    public static async Task<ChatResponse> StreamAsync(params IEnumerable<string> deltas)
    {
        var chunks = deltas.Select(d => $$"""{"choices":[{"index":0,"delta":{{d}}}]}""").Append("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""").Append("[DONE]");
        return await Client(new CannedHandler(Fake.Events(chunks))).GetStreamingResponseAsync("hi").ToChatResponseAsync();
    }

    public static IEnumerable<FunctionCallContent> Calls(ChatResponse response) => response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>();

    /// <summary>Describes calls in a form that can be compared.</summary>
    public static IEnumerable<string> Describe(ChatResponse response) => Calls(response).Select(c => $"{c.Name}({string.Join(", ", c.Arguments!.Select(a => $"{a.Key}: {a.Value}"))})");
}
