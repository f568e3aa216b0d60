using System.Text;
using System.Text.Json;
using Llm.Providers.OpenAICompatible;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAI;

/// <summary>Reads the items of an answer, each by its place: whole, or first in pieces and then to its end.</summary>
internal sealed class ResponsesItems(ChatCall call, bool isResumed)
{
    private readonly Dictionary<int, OpenItem> _open = [];
    private readonly ResponsesMessages _messages = new(call);
    private OpenItem? _last;

    public void Begin(JsonElement item, int? index)
    {
        var open = At(index, item.Text("id"u8));
        open.HasBegun = true;
        open.Item = item;
    }

    public void WriteText(in ResponsesEvent read, ChatResponseWriter response)
    {
        var open = At(read);
        if (!read.HasText)
        {
            return;
        }

        if (open.HasText)
        {
            var reader = read.Delta;
            var text = JsonText.Read(ref reader, out var rented);
            response.WriteText(text);
            JsonText.Return(rented);
        }
        else if (read.TextString() is { Length: > 0 } first)
        {
            open.HasText = true;
            _messages.WriteFirst(first, null, open.Item, open.Id, open.Index, response);
        }
    }

    public void WriteReasoning(in ResponsesEvent read, ChatResponseWriter response)
    {
        var open = At(read);
        if (read.HasText)
        {
            open.HasText = true;
            _messages.Interrupt();
            response.WriteReasoning(read.TextString());
        }
    }

    public void WriteRefusal(in ResponsesEvent read, ChatResponseWriter response)
    {
        At(read).HasRefusal = true;
        response.WriteRefusal(read.HasText ? read.TextString() : null);
    }

    /// <summary>Keeps a piece of the arguments of a call, for a host that does not repeat them whole with the end of the item.</summary>
    public void AddArguments(in ResponsesEvent read)
    {
        if (read.HasText)
        {
            (At(read).Arguments ??= new()).Append(read.TextString());
        }
    }

    /// <summary>Keeps the arguments of a call whole.</summary>
    public void SetArguments(in ResponsesEvent read, string? arguments)
    {
        if (arguments is not null)
        {
            At(read).Arguments = new(arguments);
        }
    }

    public void AddAnnotation(in ResponsesEvent read) => (At(read).Annotations ??= []).Add(ResponsesCitations.Read(read.Payload()));

    /// <summary>Reads an item to its end.</summary>
    public void Complete(JsonElement item, int? index, ChatResponseWriter response)
    {
        var open = At(index, item.Text("id"u8));
        if (open.IsDone)
        {
            return;
        }

        open.IsDone = true;

        // The beginning of an item that was read before a stream was taken up again is not missing.
        var isPartlyRead = isResumed && !open.HasBegun;
        switch (item.Text("type"u8))
        {
            case "message":
                _messages.Complete(item, open, isPartlyRead, response);
                break;
            case "reasoning":
                _messages.Interrupt();
                CompleteReasoning(item, open, isPartlyRead, response);
                break;
            case "function_call" or "custom_tool_call":
                response.WriteToolCall(ResponsesCalls.Read(item, open.Index, open.Arguments?.ToString()));
                break;
            default:
                _messages.Interrupt();
                ResponsesHostedItems.Write(item, open.Index, response);
                break;
        }
    }

    /// <summary>Reads an item that stands in the whole answer, if it did not come before.</summary>
    public void CompleteLate(JsonElement item, int index, ChatResponseWriter response)
    {
        response.NoteContent();
        Complete(item, index, response);
    }

    /// <summary>Ends the answer.</summary>
    /// <param name="isCut">Whether the answer broke off, so that a call whose end never came is not whole.</param>
    /// <param name="response">Where to write.</param>
    public void End(bool isCut, ChatResponseWriter response)
    {
        foreach (var open in _open.Values)
        {
            if (!open.IsDone && open.Item is { } item && item.Text("type"u8) is "function_call" or "custom_tool_call")
            {
                response.WriteToolCall(ResponsesCalls.Read(item, open.Index, open.Arguments?.ToString(), isCut));
            }
        }

        _messages.End(response);
    }

    private static void CompleteReasoning(JsonElement item, OpenItem open, bool isPartlyRead, ChatResponseWriter response)
    {
        if (!open.HasText && !isPartlyRead)
        {
            foreach (var part in item.Items("summary"u8).Concat(item.Items("content"u8)))
            {
                response.WriteReasoning(part.Text("text"u8));
            }
        }

        response.WriteReasoningData(ResponsesItem.Pack(item, open.Index));
    }

    private OpenItem At(in ResponsesEvent read)
    {
        // Ids of one item differ between events at some hosts; its place does not.
        if (read.OutputIndex is { } index && _last?.Index == index)
        {
            return _last;
        }

        return At(read.OutputIndex, read.ItemId());
    }

    private OpenItem At(int? index, string? id)
    {
        if (index is null && id is null && _last is { IsDone: false })
        {
            return _last; // a host that says nothing speaks of one item at a time
        }

        var place = index ?? _open.Values.FirstOrDefault(i => i.Id == id && id is not null)?.Index ?? (_open.Count == 0 ? 0 : _open.Keys.Max() + 1);
        if (!_open.TryGetValue(place, out var open))
        {
            _open[place] = open = new() { Index = place };
        }

        open.Id ??= id;
        _last = open;
        return open;
    }

    /// <summary>What is known of an item so far.</summary>
    internal sealed class OpenItem
    {
        public required int Index { get; init; }

        public string? Id { get; set; }

        public JsonElement? Item { get; set; }

        public StringBuilder? Arguments { get; set; }

        public List<AIAnnotation>? Annotations { get; set; }

        public bool HasBegun { get; set; }

        public bool HasText { get; set; }

        public bool HasRefusal { get; set; }

        public bool IsDone { get; set; }
    }
}
