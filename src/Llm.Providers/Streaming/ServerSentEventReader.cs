using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Cuts server-sent events as <see href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the standard</see> says, with two allowances.</summary>
/// <remarks>
/// A last event that lacks only its blank line is given if its data is whole, because some servers forget the line; and the data of an
/// event of one line, which is what models send, stays where it was read.
/// </remarks>
internal sealed class ServerSentEventReader(Stream body, int maxFrameBytes) : FrameReader(body, maxFrameBytes)
{
    private int _event;
    private int _line;
    private int _searched;
    private bool _started;
    private bool _afterCarriageReturn;
    private Range _type;
    private Range _data;
    private int _dataLines;
    private PooledBuffer? _joined;

    protected override int Start => _event;

    public override bool TryRead(out StreamFrame frame)
    {
        SkipByteOrderMark();
        while (TryReadLine(out var start, out var end))
        {
            if (start == end)
            {
                if (Dispatch(out frame))
                {
                    return true;
                }
            }
            else
            {
                ReadField(start, end);
            }
        }

        return TryReadLast(out frame);
    }

    public override void Dispose()
    {
        _joined?.Dispose();
        base.Dispose();
    }

    protected override void Shifted(int count)
    {
        _event -= count;
        _line -= count;
        _searched -= count;
        _type = Shift(_type, count);
        _data = Shift(_data, count);
    }

    private static Range Shift(Range range, int count) => range.End.Value == 0 ? range : new(range.Start.Value - count, range.End.Value - count);

    private void SkipByteOrderMark()
    {
        if (_started || End < 3)
        {
            return;
        }

        _started = true;
        if (Buffered.StartsWith("\uFEFF"u8))
        {
            _event = _line = _searched = 3;
        }
    }

    private bool TryReadLine(out int start, out int end)
    {
        if (_afterCarriageReturn && _line < End)
        {
            _afterCarriageReturn = false;
            if (Buffered[_line] == '\n')
            {
                _searched = ++_line;
            }
        }

        var length = Buffered[_searched..].IndexOfAny((byte)'\n', (byte)'\r');
        (start, end) = (_line, _searched + length);
        if (length < 0)
        {
            _searched = End;
            return false;
        }

        _afterCarriageReturn = Buffered[end] == '\r';
        _line = _searched = end + 1;
        return true;
    }

    private void ReadField(int start, int end)
    {
        var line = Buffered[start..end];
        var colon = line.IndexOf((byte)':');
        if (colon == 0)
        {
            return; // a comment, which servers send to keep the connection open
        }

        var name = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? end : start + colon + 1;
        if (value < end && Buffered[value] == ' ')
        {
            value++;
        }

        if (name.SequenceEqual("data"u8))
        {
            AddData(value, end);
        }
        else if (name.SequenceEqual("event"u8))
        {
            _type = new(value, end);
        }
    }

    private void AddData(int start, int end)
    {
        if (++_dataLines == 1)
        {
            _data = new(start, end);
            return;
        }

        _joined ??= new();
        if (_dataLines == 2)
        {
            _joined.Clear();
            _joined.Append(Buffered[_data]);
        }

        _joined.Append("\n"u8);
        _joined.Append(Buffered[start..end]);
    }

    private bool Dispatch(out StreamFrame frame)
    {
        var data = _dataLines switch { 0 => default, 1 => Buffered[_data], _ => _joined!.Span };
        frame = new(Buffered[_type], data);
        _event = _line;
        _type = default;
        _data = default;
        _dataLines = 0;
        return !data.IsEmpty;
    }

    private bool TryReadLast(out StreamFrame frame)
    {
        frame = default;
        if (!Ended)
        {
            return false;
        }

        if (_line < End)
        {
            var start = _line;
            _line = _searched = End;
            ReadField(start, End);
        }

        return Dispatch(out frame) && IsWhole(frame.Data);
    }
}
