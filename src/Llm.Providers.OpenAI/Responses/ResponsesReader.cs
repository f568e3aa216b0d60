using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads a streamed answer. Every event says which item it is about; unknown ones are passed over.</summary>
internal sealed class ResponsesReader : ChatStreamReader
{
    private readonly ChatCall _call;
    private readonly ResponsesDialect _dialect;
    private readonly ResponsesItems _items;
    private readonly string? _resumedId;
    private bool _inBackground;

    public ResponsesReader(ChatCall call, ResponsesDialect dialect)
    {
        _call = call;
        _dialect = dialect;
        if (call.Options.ContinuationToken is { } token)
        {
            (_resumedId, var after) = ResponsesContinuation.Read(token);
            _inBackground = true;
            IsResumed = after is not null;
        }

        _items = new(call, IsResumed);
    }

    // What came before the event after which the stream goes on is not sent again.
    private bool IsResumed { get; }

    public override void Read(StreamFrame frame, ChatResponseWriter response)
    {
        if (frame.Data.SequenceEqual("[DONE]"u8) || frame.Data.Trim(" \t\r\n"u8).IsEmpty)
        {
            return; // some hosts add it; it is no word on whether the answer is complete
        }

        response.SetId(_resumedId);
        var read = ResponsesEvent.Read(frame);
        if (_inBackground && read.SequenceNumber is { } number && response.ResponseId is { } id)
        {
            response.SetContinuationToken(ResponsesContinuation.Create(id, number));
        }

        var type = read.Type;
        if (type.SequenceEqual("response.output_text.delta"u8))
        {
            _items.WriteText(read, response);
        }
        else if (type.SequenceEqual("response.reasoning_summary_text.delta"u8) || type.SequenceEqual("response.reasoning_text.delta"u8))
        {
            _items.WriteReasoning(read, response);
        }
        else if (type.StartsWith("response.output_item."u8))
        {
            ReadItem(read, type.EndsWith(".done"u8), response);
        }
        else if (!ReadPart(read, type, frame, response))
        {
            ReadState(read, type, frame, response);
        }
    }

    private void ReadItem(ResponsesEvent read, bool isDone, ChatResponseWriter response)
    {
        response.NoteContent();
        if (!read.HasPayload)
        {
            return;
        }

        if (isDone)
        {
            _items.Complete(read.Payload(), read.OutputIndex, response);
        }
        else
        {
            _items.Begin(read.Payload(), read.OutputIndex);
        }
    }

    private bool ReadPart(ResponsesEvent read, ReadOnlySpan<byte> type, StreamFrame frame, ChatResponseWriter response)
    {
        if (type.SequenceEqual("response.refusal.delta"u8))
        {
            _items.WriteRefusal(read, response);
            return true;
        }

        if (type.SequenceEqual("response.output_text.annotation.added"u8) && read.HasPayload)
        {
            _items.AddAnnotation(read);
            return true;
        }

        if (type.SequenceEqual("response.image_generation_call.partial_image"u8))
        {
            ResponsesImages.WritePartial(frame.Data, response);
            return true;
        }

        if (type.SequenceEqual("response.function_call_arguments.delta"u8) || type.SequenceEqual("response.custom_tool_call_input.delta"u8))
        {
            _items.AddArguments(read);
        }
        else if (type.SequenceEqual("response.function_call_arguments.done"u8) || type.SequenceEqual("response.custom_tool_call_input.done"u8))
        {
            _items.SetArguments(read, ArgumentsOf(frame.Data));
        }

        // Arguments, code, searches: they come whole with the end of their item, and show until then that the model is at work.
        if (type.EndsWith(".delta"u8))
        {
            response.NoteContent();
            return true;
        }

        return false;
    }

    private static string? ArgumentsOf(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        var body = JsonElement.ParseValue(ref reader);
        return body.Text("arguments"u8) ?? body.Text("input"u8);
    }

    private void ReadState(ResponsesEvent read, ReadOnlySpan<byte> type, StreamFrame frame, ChatResponseWriter response)
    {
        if (type.SequenceEqual("error"u8))
        {
            response.Fail(ResponsesErrors.Read(frame.Data));
        }
        else if (!read.HasPayload || type.IndexOf("response."u8) != 0)
        {
            // an event that is not known, or says nothing
        }
        else if (type.SequenceEqual("response.created"u8) || type.SequenceEqual("response.queued"u8) || (type.SequenceEqual("response.in_progress"u8) && response.ResponseId is null))
        {
            Begin(read, response);
        }
        else if (type.SequenceEqual("response.completed"u8) || type.SequenceEqual("response.incomplete"u8) || type.SequenceEqual("response.failed"u8) || type.SequenceEqual("response.cancelled"u8))
        {
            End(read.Payload(), response);
        }
    }

    private void Begin(ResponsesEvent read, ChatResponseWriter response)
    {
        var answer = read.Payload();
        ResponsesAnswer.ReadIdentity(answer, response);
        _inBackground |= answer.TryGetProperty("background"u8, out var background) && background.ValueKind == JsonValueKind.True;
        if (_inBackground && response.ResponseId is { } id)
        {
            response.SetContinuationToken(ResponsesContinuation.Create(id, read.SequenceNumber));
        }
    }

    private void End(JsonElement answer, ChatResponseWriter response)
    {
        response.SetContinuationToken(null);
        if (!IsResumed)
        {
            var index = 0;
            foreach (var item in answer.Items("output"u8))
            {
                _items.CompleteLate(item, index++, response);
            }
        }

        _items.End(isCut: answer.Text("status"u8) is not ("completed" or null), response);
        ResponsesAnswer.ReadEnvelope(answer, _call, _dialect, response);
        Progress = StreamProgress.Done;
    }
}
