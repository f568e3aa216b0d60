namespace Llm.Providers.Tests.Support;

/// <summary>A body that arrives as written down: in given chunks, then an end, silence or a broken connection.</summary>
internal sealed class ScriptedStream(params IReadOnlyList<object> steps) : Stream
{
    private int _step;
    private ReadOnlyMemory<byte> _rest;

    /// <summary>A step that waits until the read is cancelled.</summary>
    public static object Silence { get; } = new();

    public bool Disposed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_rest.IsEmpty)
        {
            var step = _step < steps.Count ? steps[_step++] : null;
            switch (step)
            {
                case null:
                    return 0;
                case Exception e:
                    throw e;
                case Task gate:
                    await gate.WaitAsync(cancellationToken);
                    return await ReadAsync(buffer, cancellationToken);
                case string text:
                    _rest = System.Text.Encoding.UTF8.GetBytes(text);
                    break;
                case byte[] bytes:
                    _rest = bytes;
                    break;
                default:
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                    break;
            }
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing here blocks a thread.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        Disposed = true;
        base.Dispose(disposing);
    }
}
