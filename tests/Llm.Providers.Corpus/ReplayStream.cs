namespace Llm.Providers.Corpus;

/// <summary>Gives recorded bytes in pieces: no read goes beyond the next cut.</summary>
internal sealed class ReplayStream(byte[] body, ReplayMode mode, IReadOnlyList<int> cuts) : Stream
{
    private int _position;
    private int _cut;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, NextCut() - _position);
        body.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int NextCut()
    {
        if (mode == ReplayMode.Bytes)
        {
            return Math.Min(_position + 1, body.Length);
        }

        while (_cut < cuts.Count && cuts[_cut] <= _position)
        {
            _cut++;
        }

        return mode == ReplayMode.Split && _cut < cuts.Count ? Math.Min(cuts[_cut], body.Length) : body.Length;
    }
}
