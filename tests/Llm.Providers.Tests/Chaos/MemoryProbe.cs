namespace Llm.Providers.Tests.Chaos;

/// <summary>Looks how much memory is alive while an answer is read. Only meaningful while nothing else runs in the process.</summary>
internal sealed class MemoryProbe : DelegatingHandler
{
    private const int FewBytes = 4 * 1024;
    private const int ManyBytes = 2 * 1024 * 1024;

    private readonly long _before = GC.GetTotalMemory(forceFullCollection: true);
    private long _read;
    private long _lookAt;

    /// <summary>Gets the most memory that was alive at a look, beyond what was before.</summary>
    public long PeakBytes { get; private set; }

    public void Look() => PeakBytes = Math.Max(PeakBytes, GC.GetTotalMemory(forceFullCollection: true) - _before);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var body = new StreamContent(new ProbedStream(this, await response.Content.ReadAsStreamAsync(cancellationToken)));
        foreach (var (name, values) in response.Content.Headers)
        {
            body.Headers.TryAddWithoutValidation(name, values);
        }

        response.Content = body;
        return response;
    }

    private void Read(int bytes)
    {
        _read += bytes;
        if (_read >= _lookAt)
        {
            _lookAt = _read + (_read < ManyBytes ? FewBytes : ManyBytes);
            Look();
        }
    }

    private sealed class ProbedStream(MemoryProbe probe, Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            probe.Read(count);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
