using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads a streamed answer.</summary>
internal sealed class ChatCompletionsReader(ChatCompletionsDialect dialect, bool readsText = false, bool usesTemplate = true) : ChatStreamReader
{
    private readonly ChatCompletionsParser _parser = new(dialect, streaming: true) { ReadsText = readsText };

    // Text in which tags are looked for, and text that stands beside a delta, takes ways of its own.
    private readonly DeltaTemplate? _template = usesTemplate && !readsText && !dialect.ReadsThinkTags ? new() : null;

    /// <inheritdoc/>
    public override void Read(StreamFrame frame, ChatResponseWriter response)
    {
        if (frame.Data.SequenceEqual("[DONE]"u8))
        {
            // An end mark without anything before it is no answer.
            Progress = _parser.AnythingSeen ? StreamProgress.Done : StreamProgress.Open;
            return;
        }

        if (frame.EventType.SequenceEqual("error"u8))
        {
            response.Fail(WireError.Parse(frame.Data));
            return;
        }

        if (_template?.TryRead(frame.Data, response) == true || frame.Data.Trim(" \t\r\n"u8).IsEmpty)
        {
            return;
        }

        var reader = new Utf8JsonReader(frame.Data);
        _parser.Read(ref reader, response);
        if (_parser.FinishSeen)
        {
            Progress = StreamProgress.Finished;
        }

        if (_parser.IsComplaint && !response.HasFailed)
        {
            response.Fail(WireError.Parse(frame.Data));
        }

        _template?.Learn(frame.Data);
    }

    /// <inheritdoc/>
    public override void Complete(ChatResponseWriter response) => _parser.Complete(response);
}
