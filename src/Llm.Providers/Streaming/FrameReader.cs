using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers;

/// <summary>Cuts a body into frames over one pooled buffer, without an object per frame.</summary>
internal abstract class FrameReader(Stream body, int maxFrameBytes) : IDisposable
{
    private const int InitialBytes = 16 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);

    /// <summary>Gets a value indicating whether the body came to its end.</summary>
    public bool Ended { get; private set; }

    /// <summary>Gets the number of bytes read so far.</summary>
    public long TotalBytes { get; private set; }

    protected ReadOnlySpan<byte> Buffered => _buffer.AsSpan(0, End);

    /// <summary>Gets the number of bytes in the buffer.</summary>
    protected int End { get; private set; }

    /// <summary>Gets the position of the first byte that is still needed.</summary>
    protected abstract int Start { get; }

    /// <summary>Starts to read a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="framing">How it is cut.</param>
    /// <param name="maxFrameBytes">A single event larger than this is not an answer of a model but a fault or an attack.</param>
    public static FrameReader Create(Stream body, StreamFraming framing, int maxFrameBytes = LlmLimits.DefaultMaxEventBytes) =>
        framing == StreamFraming.ServerSentEvents ? new ServerSentEventReader(body, maxFrameBytes) : new LineReader(body, maxFrameBytes);

    /// <summary>Reads more of the body.</summary>
    /// <returns><see langword="false"/> at its end.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (Ended)
        {
            return false;
        }

        MakeRoom();
        var read = await body.ReadAsync(_buffer.AsMemory(End, Room - End), cancellationToken).ConfigureAwait(false);
        End += read;
        TotalBytes += read;
        Ended = read == 0;
        return !Ended;
    }

    /// <summary>Takes the next frame from what was read. After the end of the body it also gives a last frame that is whole but for its line end.</summary>
    public abstract bool TryRead(out StreamFrame frame);

    /// <summary>Gets the first byte of the body that is not white space or a byte order mark, once it is there.</summary>
    public byte? FirstByte()
    {
        if (!Ended && End < 3 && "\uFEFF"u8.StartsWith(Buffered))
        {
            return null;
        }

        var start = Buffered.StartsWith("\uFEFF"u8) ? 3 : 0;
        var index = Buffered[start..].IndexOfAnyExcept(" \t\r\n"u8);
        return index < 0 ? null : Buffered[start + index];
    }

    /// <summary>Gives everything that was read, for a body that turns out not to be framed at all.</summary>
    public ReadOnlySpan<byte> Unframed() => Buffered.StartsWith("\uFEFF"u8) ? Buffered[3..] : Buffered;

    public virtual void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        End = 0;
    }

    /// <summary>Tells whether a last frame without its end is whole: a body that was cut off in the middle of a value is not.</summary>
    protected static bool IsWhole(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            return true;
        }

        try
        {
            var reader = new Utf8JsonReader(data);
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Called after the bytes before <see cref="Start"/> were dropped.</summary>
    protected abstract void Shifted(int count);

    // What is rented may be larger than what may be used.
    private int Room => Math.Min(_buffer.Length, maxFrameBytes);

    private void MakeRoom()
    {
        var start = Start;
        if (start > 0 && (start == End || End > Room / 2))
        {
            _buffer.AsSpan(start, End - start).CopyTo(_buffer);
            End -= start;
            Shifted(start);
        }

        if (End < Room)
        {
            return;
        }

        if (Room == maxFrameBytes)
        {
            throw new JsonException($"A single event is larger than {maxFrameBytes} bytes, which is what MaxEventBytes allows.");
        }

        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Buffered.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
