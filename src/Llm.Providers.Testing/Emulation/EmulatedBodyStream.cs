namespace Llm.Providers.Testing;

/// <summary>The body of an answer as a client reads it: at most one write of the server in each read.</summary>
internal sealed class EmulatedBodyStream : Stream
{
    private readonly CancellationTokenSource _gone = new();
    private readonly EmulatorExchange _exchange;
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> _pieces;
    private ReadOnlyMemory<byte> _rest;
    private bool _broken;
    private bool _disposed;

    public EmulatedBodyStream(EmulatorExchange exchange)
    {
        _exchange = exchange;
        _pieces = exchange.PlayAsync(_gone.Token).GetAsyncEnumerator(CancellationToken.None);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (_broken || _gone.IsCancellationRequested)
        {
            throw new IOException("The connection is gone.");
        }

        // As with a socket, a cancelled read costs the connection.
        var registration = cancellationToken.UnsafeRegister(static gone => ((CancellationTokenSource)gone!).Cancel(), _gone);
        await using (registration.ConfigureAwait(false))
        {
            try
            {
                while (_rest.IsEmpty && await _pieces.MoveNextAsync().ConfigureAwait(false))
                {
                    _rest = _pieces.Current;
                }
            }
            catch (BodyCutException cut)
            {
                _broken = true;
                throw cut.End == BodyEnd.Reset
                    ? new IOException("Unable to read data from the transport connection: Connection reset by peer.", cut)
                    : new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.", cut);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The emulator has no synchronous reads; use ReadAsync.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _exchange.Finish(ExchangeOutcome.Abandoned);
            _gone.Cancel();
        }

        base.Dispose(disposing);
    }
}
