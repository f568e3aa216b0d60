namespace Llm.Providers.Benchmarks;

/// <summary>Counts what is written, so that no request goes unrendered, and shows how much memory is alive meanwhile.</summary>
/// <param name="sampleEvery">So many bytes lie between two looks at the memory; 0 for none.</param>
internal sealed class CountingStream(int sampleEvery = 0) : Stream
{
    private long _sampledAt;

    /// <summary>Gets the most memory that was alive at a look.</summary>
    public long PeakBytes { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Position;

    public override long Position { get; set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Position += buffer.Length;
        if (sampleEvery > 0 && Position - _sampledAt >= sampleEvery)
        {
            _sampledAt = Position;
            PeakBytes = Math.Max(PeakBytes, GC.GetTotalMemory(forceFullCollection: true));
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return default;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
