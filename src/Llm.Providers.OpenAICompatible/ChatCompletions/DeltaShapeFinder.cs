using System.Text.Json;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Finds out whether all that a chunk says, if it came a second time, is its text.</summary>
/// <remarks>
/// The rule for each member follows from what <see cref="ChatCompletionsParser"/> does with it: <see langword="null"/> and plain values
/// beside the choices have the same effect once or many times; whatever adds up over chunks, or might, is not allowed.
/// </remarks>
internal ref struct DeltaShapeFinder
{
    private readonly int _length;
    private Utf8JsonReader _reader;
    private Range? _text;
    private Range? _filler;
    private bool _isToolCall;
    private int? _toolIndex;

    private DeltaShapeFinder(ReadOnlySpan<byte> chunk)
    {
        _reader = new(chunk);
        _length = chunk.Length;
    }

    /// <summary>Looks at a chunk that was read before, so that it is known to be JSON.</summary>
    public static bool TryFind(ReadOnlySpan<byte> chunk, out DeltaShape shape)
    {
        var finder = new DeltaShapeFinder(chunk);
        var found = finder.ReadChunk() && finder._text is not null;
        shape = found ? new(finder._text!.Value, finder._filler ?? finder._length..finder._length, finder._isToolCall, finder._toolIndex) : default;
        return found;
    }

    private bool ReadChunk()
    {
        _reader.Read();
        while (ReadName())
        {
            var fits = _reader.ValueTextEquals("choices"u8) ? ReadOne(JsonTokenType.StartArray) && ReadChoice() && Is(JsonTokenType.EndArray)
                : _reader.ValueTextEquals("obfuscation"u8) ? _text is not null && ReadSlot(ref _filler)
                : _reader.ValueTextEquals("error"u8) ? ReadNull()
                : ReadScalar();
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadChoice()
    {
        while (ReadName())
        {
            var fits = _reader.ValueTextEquals("delta"u8) ? Is(JsonTokenType.StartObject) && ReadDelta()
                : _reader.ValueTextEquals("index"u8) ? ReadNumber() == 0
                : ReadNull();
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadDelta()
    {
        while (ReadName())
        {
            var fits = _reader.ValueTextEquals("content"u8) ? ReadNullOrContent()
                : _reader.ValueTextEquals("tool_calls"u8) ? ReadNullOrToolCall()
                : _reader.ValueTextEquals("role"u8) ? ReadScalar()
                : ReadNull();
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    // Content ends a block of reasoning, which empty content does not: a template made of the former may stand for both.
    private bool ReadNullOrContent()
    {
        var next = _reader;
        next.Read();
        return next.TokenType == JsonTokenType.Null ? ReadNull() : next.ValueSpan.Length > 0 && ReadSlot(ref _text);
    }

    private bool ReadNullOrToolCall()
    {
        var next = _reader;
        next.Read();
        if (next.TokenType == JsonTokenType.Null)
        {
            return ReadNull();
        }

        _isToolCall = true;
        return ReadOne(JsonTokenType.StartArray) && ReadToolCall() && Is(JsonTokenType.EndArray);
    }

    private bool ReadToolCall()
    {
        while (ReadName())
        {
            var fits = _reader.ValueTextEquals("function"u8) ? Is(JsonTokenType.StartObject) && ReadFunction()
                : _reader.ValueTextEquals("index"u8) ? _toolIndex is null && (_toolIndex = ReadNumber()) is not null
                : _reader.ValueTextEquals("type"u8) ? ReadScalar()
                : _reader.ValueTextEquals("id"u8) && ReadNull();
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadFunction()
    {
        while (ReadName())
        {
            var fits = _reader.ValueTextEquals("arguments"u8) ? ReadSlot(ref _text) : _reader.ValueTextEquals("name"u8) && ReadNull();
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadName() => _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName;

    private bool ReadNull() => Is(JsonTokenType.Null);

    private bool ReadScalar() => _reader.Read() && _reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);

    private int? ReadNumber() => Is(JsonTokenType.Number) && _reader.TryGetInt32(out var number) ? number : null;

    private bool ReadOne(JsonTokenType array) => Is(array) && Is(JsonTokenType.StartObject);

    private bool Is(JsonTokenType type) => _reader.Read() && _reader.TokenType == type;

    private bool ReadSlot(ref Range? slot)
    {
        if (slot is not null || !Is(JsonTokenType.String))
        {
            return false;
        }

        var start = (int)_reader.TokenStartIndex + 1;
        slot = start..(start + _reader.ValueSpan.Length);
        return true;
    }
}
