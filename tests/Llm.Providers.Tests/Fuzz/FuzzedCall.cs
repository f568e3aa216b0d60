using System.Net;
using System.Text;
using Llm.Providers.Tests.Chaos;

namespace Llm.Providers.Tests.Fuzz;

/// <summary>Calls a client whose server answers with a broken body, and looks at what comes of it. Everything happens on the calling thread.</summary>
internal sealed class FuzzedCall : IDisposable
{
    /// <summary>What a call costs apart from its body, and what each byte of a body may cost: a byte of JSON becomes a token of a document, a string, or both.</summary>
    private const long FixedBytes = 256 * 1024;
    private const long BytesForEachByte = 400;

    private readonly Handler _handler = new();
    private readonly IChatClient _client;

    // Broken bytes may name a call twice or not at all, which the run-time check would end with an error of its own: what the library promises for any bytes is checked here.
    public FuzzedCall(ChaosWire wire) => _client = wire.Create(_handler, null, options => (options.MaxRetries, options.CheckStreamLaws) = (0, false)).CreateChatClient(wire.Model);

    public long Fed { get; private set; }

    public long Allocated { get; private set; }

    public int Succeeded { get; private set; }

    /// <summary>Gets where bodies were found unreadable by something else than the JSON reader.</summary>
    public HashSet<string> Odd { get; } = [];

    /// <summary>Feeds a body.</summary>
    /// <returns>What is wrong with what came of it; <see langword="null"/> if nothing is.</returns>
    public string? Feed(byte[] body, bool streamed)
    {
        _handler.Body = body;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var call = streamed ? StreamAsync() : WholeAsync();
        if (!call.IsCompleted)
        {
            return "the call waits for something that does not come";
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Fed += body.Length;
        Allocated += allocated;
        return call.Result ?? (allocated > FixedBytes + (BytesForEachByte * body.Length) ? $"{allocated} bytes were allocated for {body.Length}" : null);
    }

    public void Dispose() => _handler.Dispose();

    private async Task<string?> WholeAsync()
    {
        try
        {
            var response = await _client.GetResponseAsync("hi").ConfigureAwait(false);
            Succeeded++;
            return response.Messages.Count == 1 && response.ResponseId is { Length: > 0 } ? null : "an answer is not one message with an id";
        }
        catch (LlmProviderException e)
        {
            Note(e);
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private async Task<string?> StreamAsync()
    {
        var seen = new StringBuilder();
        var (messageId, responseId, usages, ended) = (default(string), default(string), 0, false);
        try
        {
            await foreach (var update in _client.GetStreamingResponseAsync("hi").ConfigureAwait(false))
            {
                if (ended)
                {
                    return "an update follows the finish reason";
                }

                if (update.MessageId is null || update.ResponseId is null || update.MessageId != (messageId ??= update.MessageId) || update.ResponseId != (responseId ??= update.ResponseId))
                {
                    return $"ids differ: {update.MessageId} and {messageId}, {update.ResponseId} and {responseId}";
                }

                if (update.Role != ChatRole.Assistant)
                {
                    return $"the role is {update.Role}";
                }

                usages += update.Contents.OfType<UsageContent>().Count();
                ended = update.FinishReason is not null;
                seen.Append(update.Text);
            }
        }
        catch (LlmProviderException e)
        {
            Note(e);
            return (e.PartialText ?? "").StartsWith(seen.ToString(), StringComparison.Ordinal) ? null : $"the caller saw '{seen}' and is told '{e.PartialText}' ({e.Message})";
        }
        catch (Exception e)
        {
            return e.ToString();
        }

        Succeeded++;
        return usages <= 1 ? null : $"{usages} usages";
    }

    private void Note(LlmProviderException e)
    {
        if (e.InnerException is { } inner and not (System.Text.Json.JsonException or InvalidOperationException))
        {
            Odd.Add($"{inner.GetType().Name}: {inner.Message} {inner.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("at Llm.", StringComparison.Ordinal))?.Trim()}");
        }
    }

    private sealed class Handler : HttpMessageHandler
    {
        public byte[] Body { get; set; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Body) });
    }
}
