using Microsoft.Extensions.AI;

namespace Llm.Providers.Benchmarks;

/// <summary>All cases, lettered as in docs/performance.md.</summary>
internal static class Cases
{
    private const string Json = "application/json";
    private const string Events = "text/event-stream";

    public static IReadOnlyList<BenchmarkCase> All { get; } =
    [
        Text("a  text, 1,000 deltas", 1_000, obfuscated: false),
        Text("a  text, 1,000 deltas, obfuscation", 1_000, obfuscated: true),
        Text("a  text, 10,000 deltas", 10_000, obfuscated: false),
        Text("a  text, 10,000 deltas, obfuscation", 10_000, obfuscated: true),
        ToolCall(500),
        Whole(),
        Embeddings("h  embeddings 256 x 1,536, numbers", base64: false, targetTime: 0.25),
        Embeddings("h  embeddings 256 x 1,536, base64", base64: true, targetTime: 1.15),
        Image(),
        History(),
    ];

    private static BenchmarkCase Text(string name, int deltas, bool obfuscated) => new()
    {
        Name = name, Units = deltas, TargetTime = 0.6, TargetBytes = 232, LimitBytes = 290,
        Connect = Answering(ChatPayloads.Text(deltas, obfuscated), Events),
        Floor = static http => Bind(new Floor(http, "chat/completions"), static f => f.StreamAsync(FloorRequests.Short, "content"u8.ToArray())),
        OpenAI = static http => Bind(Clients.OpenAI(http).GetChatClient("m").AsIChatClient(), Clients.StreamAsync),
        Ours = static (http, retries) => Bind(Clients.Ours(http, retries).CreateChatClient("m"), Clients.StreamAsync),
    };

    private static BenchmarkCase ToolCall(int deltas) => new()
    {
        Name = $"b  tool call, {deltas} deltas", Units = deltas, TargetTime = 0.6, TargetBytes = 20, LimitBytes = 40,
        Connect = Answering(ChatPayloads.ToolCall(deltas), Events),
        Floor = static http => Bind(new Floor(http, "chat/completions"), static f => f.StreamAsync(FloorRequests.Short, "arguments"u8.ToArray())),
        OpenAI = static http => Bind(Clients.OpenAI(http).GetChatClient("m").AsIChatClient(), Clients.StreamToolCallAsync),
        Ours = static (http, retries) => Bind(Clients.Ours(http, retries).CreateChatClient("m"), Clients.StreamToolCallAsync),
    };

    private static BenchmarkCase Whole() => new()
    {
        Name = "g  answer of 1 KB, not streamed", Units = 1, TargetTime = 1.6, TargetBytes = 4.6 * 1024,
        Connect = Answering(ChatPayloads.Whole(1024), Json),
        Floor = static http => Bind(new Floor(http, "chat/completions"), static f => f.WholeAsync(new ByteArrayContent(FloorRequests.Short))),
        OpenAI = static http => Bind(Clients.OpenAI(http).GetChatClient("m").AsIChatClient(), static c => Clients.GetResponseAsync(c, Conversations.Short)),
        Ours = static (http, retries) => Bind(Clients.Ours(http, retries).CreateChatClient("m"), static c => Clients.GetResponseAsync(c, Conversations.Short)),
    };

    private static BenchmarkCase Embeddings(string name, bool base64, double targetTime) => new()
    {
        Name = name, Units = 1, TargetTime = targetTime, TargetBytes = 1.62 * 1024 * 1024,
        Connect = Answering(EmbeddingPayloads.Create(256, 1536, base64), Json),
        Floor = static http => Bind(new Floor(http, "embeddings"), static f => f.VectorsAsync(FloorRequests.Texts, 256, 1536)),
        OpenAI = static http => Bind(Clients.OpenAI(http).GetEmbeddingClient("m").AsIEmbeddingGenerator(), Clients.EmbedAsync),
        Ours = static (http, retries) => Bind(Clients.Ours(http, retries).CreateEmbeddingGenerator("m"), Clients.EmbedAsync),
    };

    private static BenchmarkCase Image() => new()
    {
        Name = "i  request with a 5 MB image", Units = 1, TargetTime = 1.5, TargetBytes = 16 * 1024, LimitBytes = 64 * 1024, ShowsLiveMemory = true,
        Connect = Answering(ChatPayloads.Whole(64), Json),
        Floor = static http => Bind(new Floor(http, "chat/completions"), static f => f.WholeAsync(FloorRequests.Image())),
        OpenAI = static http => Bind(Clients.OpenAI(http).GetChatClient("m").AsIChatClient(), static c => Clients.GetResponseAsync(c, Conversations.WithImage)),
        Ours = static (http, retries) => Bind(Clients.Ours(http, retries).CreateChatClient("m"), static c => Clients.GetResponseAsync(c, Conversations.WithImage)),
    };

    private static BenchmarkCase History() => new()
    {
        Name = "j  history of 200 and 20 tools", Units = 1, TargetTime = 1.3, TargetBytes = 16 * 1024,
        Connect = Answering(ChatPayloads.Whole(64), Json),
        Floor = static http => Bind(new Floor(http, "chat/completions"), static f => f.WholeAsync(FloorRequests.History())),
        OpenAI = static http => Bind(Clients.OpenAI(http).GetChatClient("m").AsIChatClient(), static c => Clients.GetResponseAsync(c, Conversations.History, Conversations.Tools)),
        Ours = static (http, retries) => Bind(Clients.Ours(http, retries).CreateChatClient("m"), static c => Clients.GetResponseAsync(c, Conversations.History, Conversations.Tools)),
    };

    private static Func<Func<Stream>, HttpClient> Answering(byte[] body, string mediaType) =>
        sink => new(new CannedHandler(body, mediaType, sink)) { Timeout = Timeout.InfiniteTimeSpan };

    private static Func<Task<long>> Bind<T>(T client, Func<T, Task<long>> call) => () => call(client);
}
