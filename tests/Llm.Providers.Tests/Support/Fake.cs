using System.Text;

namespace Llm.Providers.Tests.Support;

/// <summary>Makes fake providers and their streams in one line.</summary>
internal static class Fake
{
    public const string Key = "fake-key-7f3a9b21c4";

    public static FakeOptions Options(Action<FakeOptions>? configure = null)
    {
        var options = new FakeOptions { ApiKey = Key, CheckStreamLaws = true };
        configure?.Invoke(options);
        return options;
    }

    public static FakeProvider Provider(HttpMessageHandler handler, TimeProvider? time = null, Action<FakeOptions>? configure = null, LogRecorder? log = null)
    {
        var services = new ProviderServices(new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }, time);
        return new(Options(configure), log is null ? services : services with { LoggerFactory = log });
    }

    public static IChatClient Client(HttpMessageHandler handler, TimeProvider? time = null, Action<FakeOptions>? configure = null, LogRecorder? log = null, string? model = null) =>
        Provider(handler, time, configure, log).CreateChatClient(model);

    /// <summary>Makes a client over a body that can be read but once: it does not try again.</summary>
    public static IChatClient Client(ScriptedStream body, TimeProvider? time = null, Action<FakeOptions>? configure = null, string? model = null) =>
        Client(new CannedHandler(new CannedResponse(body)), time, (o => o.MaxRetries = 0) + configure, model: model);

    /// <summary>Writes payloads as server-sent events.</summary>
    public static string Events(params IEnumerable<string> payloads) => string.Concat(payloads.Select(p => $"data: {p}\n\n"));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Reads a stream to its end or its failure.</summary>
    public static async Task<(List<ChatResponseUpdate> Updates, Exception? Failure)> ReadAsync(IChatClient client, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatResponseUpdate>();
        try
        {
            await foreach (var update in client.GetStreamingResponseAsync("hi", cancellationToken: cancellationToken))
            {
                updates.Add(update);
            }
        }
        catch (Exception e) when (e is LlmProviderException or OperationCanceledException)
        {
            return (updates, e);
        }

        return (updates, null);
    }

    public static async Task<LlmProviderException> FailureAsync(Func<Task> call) => await Assert.ThrowsAsync<LlmProviderException>(call);
}
