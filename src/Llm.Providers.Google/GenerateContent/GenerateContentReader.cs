using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Reads a streamed answer. The wire has no end mark: the body ends some time after the finish reason.</summary>
internal sealed class GenerateContentReader : ChatStreamReader
{
    private readonly GenerateContentParser _parser = new(streaming: true);

    /// <inheritdoc/>
    public override void Read(StreamFrame frame, ChatResponseWriter response)
    {
        if (frame.Data.Trim(" \t\r\n"u8).IsEmpty || frame.Data.SequenceEqual("[DONE]"u8))
        {
            return; // proxies add an end mark of their own
        }

        var reader = new Utf8JsonReader(frame.Data);
        reader.Read();
        _parser.Read(frame.Data, ref reader, response);
        if (_parser.FinishSeen)
        {
            Progress = StreamProgress.Finished;
        }
    }

    /// <inheritdoc/>
    public override void Complete(ChatResponseWriter response) => _parser.Complete(response);
}
