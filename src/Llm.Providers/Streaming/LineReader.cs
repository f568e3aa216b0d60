using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Cuts newline-delimited JSON.</summary>
internal sealed class LineReader(Stream body, int maxFrameBytes) : FrameReader(body, maxFrameBytes)
{
    private int _line;
    private int _searched;
    private bool _started;

    protected override int Start => _line;

    public override bool TryRead(out StreamFrame frame)
    {
        while (true)
        {
            var length = Buffered[_searched..].IndexOf((byte)'\n');
            if (length < 0)
            {
                _searched = End;
                return TryReadLast(out frame);
            }

            var line = Trim(Buffered[_line..(_searched + length)]);
            _line = _searched += length + 1;
            if (!line.IsEmpty)
            {
                frame = new(default, line);
                return true;
            }
        }
    }

    protected override void Shifted(int count)
    {
        _line -= count;
        _searched -= count;
    }

    private ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line)
    {
        if (!_started)
        {
            _started = true;
            line = line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        }

        return line.Trim(" \t\r"u8);
    }

    private bool TryReadLast(out StreamFrame frame)
    {
        frame = default;
        if (!Ended)
        {
            return false;
        }

        var line = Trim(Buffered[_line..]);
        _line = End;
        if (line.IsEmpty || !IsWhole(line))
        {
            return false;
        }

        frame = new(default, line);
        return true;
    }
}
