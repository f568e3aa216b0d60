using System.Buffers;
using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>A block of a stream whose end has not come.</summary>
internal sealed class OpenBlock
{
    private readonly JsonElement _start;
    private readonly string? _type;
    private readonly bool _isCited;
    private ArrayBufferWriter<byte>? _kept;
    private List<JsonElement>? _citations;
    private JsonElement _ending;
    private string? _signature;

    public OpenBlock(int index, JsonElement start)
    {
        Index = index;
        _start = start;
        _type = start.Text("type"u8);
        _isCited = _type == "text" && start.TryGetProperty("citations"u8, out var citations) && citations.ValueKind == JsonValueKind.Array;
    }

    public int Index { get; }

    private bool IsTool => _type == "tool_use";

    private bool IsNative => _type is not ("text" or "thinking" or "tool_use");

    /// <summary>Writes what the start of the block says already.</summary>
    public void Open(ChatResponseWriter response)
    {
        if (IsTool)
        {
            response.WriteToolCall(Index, _start.Text("id"u8), _start.Text("name"u8), default, AnswerBlocks.RestOf(_start));
            return;
        }

        response.EndToolCalls(AnswerBlocks.IsResult(_type));
        switch (_type)
        {
            case "text":
                WriteText(Encoding.UTF8.GetBytes(_start.Text("text"u8) ?? ""), response);
                AddCitations();
                break;
            case "thinking":
                response.WriteReasoning(_start.Text("thinking"u8));
                _signature = _start.Text("signature"u8);
                break;
            default:
                response.NoteContent();
                break;
        }
    }

    /// <summary>Writes text. Text that is cited is kept until its end, because the citations belong to all of it.</summary>
    public void WriteText(ReadOnlySpan<byte> utf8, ChatResponseWriter response)
    {
        if (_isCited)
        {
            response.NoteText(utf8);
            (_kept ??= new()).Write(utf8);
        }
        else
        {
            response.WriteText(utf8);
        }
    }

    /// <summary>Writes a part of the arguments of a tool.</summary>
    public void WriteInput(ReadOnlySpan<byte> utf8, ChatResponseWriter response)
    {
        (_kept ??= new()).Write(utf8);
        if (IsTool)
        {
            response.WriteToolCall(Index, id: null, name: null, utf8);
        }
        else
        {
            response.NoteContent();
        }
    }

    public void Sign(string signature) => _signature = signature;

    public void Cite(JsonElement citation) => (_citations ??= []).Add(citation);

    /// <summary>Takes members that complete a block of a kind that has deltas of its own: they are its final values.</summary>
    public void Take(JsonElement delta) => _ending = delta;

    /// <summary>Writes what was kept until the end.</summary>
    public void Close(ChatResponseWriter response)
    {
        switch (_type)
        {
            case "text" when _isCited:
                AnswerBlocks.WriteCited(_kept is null ? "" : Encoding.UTF8.GetString(_kept.WrittenSpan), _citations ?? [], response);
                break;
            case "text" when _citations is not null:
                AnswerBlocks.WriteCited("", _citations, response); // citations that nothing announced
                break;
            case "thinking":
                AnswerBlocks.EndThinking(_signature, response);
                break;
            case "tool_use" when _kept is null && _start.Member("input"u8) is { ValueKind: JsonValueKind.Object } input:
                response.WriteToolCall(Index, id: null, name: null, System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(input));
                break;
            default:
                if (IsNative)
                {
                    AnswerBlocks.Write(Whole(), Index, response);
                }

                break;
        }
    }

    private void AddCitations()
    {
        foreach (var citation in _start.Items("citations"u8))
        {
            Cite(citation);
        }
    }

    // The start of the block with the arguments and the final values that came after it.
    private JsonElement Whole()
    {
        if (_kept is null && _ending.ValueKind == JsonValueKind.Undefined)
        {
            return _start;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var member in _start.EnumerateObject())
            {
                if (_kept is not null && member.NameEquals("input"u8))
                {
                    WriteInput(json);
                }
                else if (member.NameEquals("type"u8) || !_ending.Member(Encoding.UTF8.GetBytes(member.Name)).Exists())
                {
                    member.WriteTo(json);
                }
            }

            foreach (var member in _ending.ValueKind == JsonValueKind.Object ? _ending.EnumerateObject() : default)
            {
                if (!member.NameEquals("type"u8) && member.Value.Exists())
                {
                    member.WriteTo(json);
                }
            }

            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    // The vendor's tool ran already; arguments an output limit cut off cannot go back as they are.
    private void WriteInput(Utf8JsonWriter json)
    {
        json.WritePropertyName("input"u8);
        try
        {
            json.WriteRawValue(_kept!.WrittenSpan);
        }
        catch (JsonException)
        {
            json.WriteStartObject();
            json.WriteEndObject();
        }
    }
}
