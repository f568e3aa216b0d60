using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>Reads a streamed answer.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/build-with-claude/streaming">streaming</see>.</remarks>
internal sealed class MessagesReader : ChatStreamReader
{
    private readonly List<OpenBlock> _open = [];
    private readonly MessagesUsage _usage = new();
    private bool _started;

    /// <inheritdoc/>
    public override void Read(StreamFrame frame, ChatResponseWriter response)
    {
        if (frame.EventType.SequenceEqual("error"u8))
        {
            response.Fail(MessagesErrors.Parse(frame.Data));
            return;
        }

        if (frame.Data.SequenceEqual("[DONE]"u8))
        {
            Progress = _started ? StreamProgress.Done : StreamProgress.Open; // gateways put it where other wires have it
            return;
        }

        if (DeltaEvent.TryRead(frame.Data, out var delta))
        {
            Write(delta, response);
            return;
        }

        ReadEvent(JsonElement.Parse(frame.Data), response);
    }

    /// <inheritdoc/>
    public override void Complete(ChatResponseWriter response)
    {
        foreach (var block in _open)
        {
            block.Close(response);
        }

        _open.Clear();
        _usage.Complete(response);
    }

    private void ReadEvent(JsonElement root, ChatResponseWriter response)
    {
        switch (root.Text("type"u8))
        {
            case "message_start":
                Start(root.Member("message"u8), response);
                break;
            case "content_block_start":
                Open(root, response);
                break;
            case "content_block_delta":
                ReadRareDelta(IndexOf(root), root.Member("delta"u8), response);
                break;
            case "content_block_stop":
                Close(IndexOf(root), response);
                break;
            case "message_delta":
                End(root, response);
                break;
            case "message_stop":
                Progress = _started ? StreamProgress.Done : StreamProgress.Open;
                break;
            case "error":
            case null when root.Member("error"u8).Exists():
                response.Fail(MessagesErrors.From(root));
                break;
        }
    }

    private void Start(JsonElement message, ChatResponseWriter response)
    {
        _started = true;
        if (message.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        Finish(AnswerProperties.Read(message, response));
        _usage.Read(message.Member("usage"u8), response);

        // Where the model's own program calls tools, the blocks stand in the first event: https://platform.claude.com/docs/en/agents-and-tools/tool-use/programmatic-tool-calling
        var index = 0;
        foreach (var block in message.Items("content"u8))
        {
            AnswerBlocks.Write(block, index++, response);
        }
    }

    private void Open(JsonElement root, ChatResponseWriter response)
    {
        _started = true;
        var block = new OpenBlock(IndexOf(root), root.Member("content_block"u8));
        Close(block.Index, response);
        _open.Add(block);
        block.Open(response);
    }

    private void Close(int index, ChatResponseWriter response)
    {
        if (Find(index) is { } block)
        {
            _open.Remove(block);
            block.Close(response);
        }
    }

    private void End(JsonElement root, ChatResponseWriter response)
    {
        var delta = root.Member("delta"u8);
        if (delta.ValueKind == JsonValueKind.Object)
        {
            Finish(AnswerProperties.Read(delta, response));
        }

        _usage.Read(root.Member("usage"u8), response);
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name is not ("type" or "delta" or "usage"))
            {
                AnswerProperties.Keep(member, response);
            }
        }
    }

    private void Finish(bool finished)
    {
        if (finished)
        {
            Progress = StreamProgress.Finished;
        }
    }

    private void Write(DeltaEvent delta, ChatResponseWriter response)
    {
        var reader = delta.Text;
        var text = JsonText.Read(ref reader, out var rented);
        var block = Find(delta.Index);
        switch (delta.Kind)
        {
            case DeltaKind.Thinking:
                response.WriteReasoning(TokenText.GetString(text));
                break;
            case DeltaKind.Input when block is not null:
                block.WriteInput(text, response);
                break;
            case DeltaKind.Text when block is not null:
                block.WriteText(text, response);
                break;
            case DeltaKind.Text:
                response.WriteText(text); // a server that does not announce its blocks
                _started = true;
                break;
        }

        JsonText.Return(rented);
    }

    private void ReadRareDelta(int index, JsonElement delta, ChatResponseWriter response)
    {
        var block = Find(index);
        switch (delta.Text("type"u8))
        {
            case "signature_delta":
                block?.Sign(delta.Text("signature"u8) ?? "");
                response.NoteContent();
                break;
            case "citations_delta":
                block?.Cite(delta.Member("citation"u8));
                response.NoteContent();
                break;
            default:
                block?.Take(delta);
                response.NoteContent();
                break;
        }
    }

    private OpenBlock? Find(int index)
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Index == index)
            {
                return _open[i];
            }
        }

        return null;
    }

    private static int IndexOf(JsonElement root) => (int)(root.Number("index"u8) ?? 0);
}
