using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>A call whose answer is streamed. An attempt has succeeded when content arrives: an error as the first event is a failed attempt like any other.</summary>
internal sealed class StreamCall(
    WireRequest request, ChatProtocol protocol, ChatCall call, LlmTransport transport, Deadline deadline, TimeSpan idle, IEnumerable<KeyValuePair<string, string>>? headers)
    : TransportCall(request, protocol.ErrorReader, call.Model.Id, streaming: true, headers)
{
    /// <summary>Gets the stream, from which content has arrived or which ended well without any.</summary>
    public ChatStream? Stream { get; private set; }

    public override async ValueTask<LlmProviderException?> ExamineAsync(TransportResponse response)
    {
        ChatStream? stream = null;
        try
        {
            var body = await response.Message.Content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
            stream = new(response, body, response.Failures, protocol, call, deadline, idle, transport.MaxEventBytes, transport.Time);
            if (await stream.StartAsync().ConfigureAwait(false) is { } fault)
            {
                return fault;
            }

            (Stream, stream) = (stream, null);
            return null;
        }
        finally
        {
            if (stream is not null)
            {
                await stream.DisposeAsync().ConfigureAwait(false);
            }

            if (Stream is null)
            {
                response.Dispose();
            }
        }
    }
}
