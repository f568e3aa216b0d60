using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Llm.Providers.Wire;

/// <summary>A request as it goes over the wire, without the parts every provider shares (address, key, headers).</summary>
/// <remarks>
/// A protocol writes its JSON to <see cref="Json"/>. Bytes of images and documents go through <see cref="WriteBase64Value"/>:
/// large ones are kept as they are and turned into base64 only while they are sent, so that they are never held twice.
/// </remarks>
public sealed class WireRequest : IDisposable
{
    /// <summary>Up to this size data is written into the JSON at once.</summary>
    private const int InlineBytes = 8 * 1024;

    private static readonly JsonWriterOptions s_writerOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static WriterPair? s_spare;

    private WriterPair? _writer;
    private List<Splice>? _splices;
    private Dictionary<string, string>? _headers;
    private int _users = 1;

    /// <summary>Gets or sets the HTTP method; POST unless the protocol says otherwise.</summary>
    public HttpMethod Method { get; set; } = HttpMethod.Post;

    /// <summary>Gets or sets the path relative to the provider's endpoint, such as <c>chat/completions</c>. A leading slash makes it relative to the host.</summary>
    public string Path { get; set; } = "";

    /// <summary>Gets the headers this request needs beyond those of its provider, such as one that names a preview feature it uses.</summary>
    /// <value>Empty as a rule. A header of the same name among the provider's settings or those of the call wins.</value>
    public IDictionary<string, string> Headers => _headers ??= new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the writer of the JSON body. A request whose writer was never used has no body.</summary>
    public Utf8JsonWriter Json => Writer.Json;

    /// <summary>Gets a value indicating whether there is a body.</summary>
    public bool HasBody => _writer is not null;

    /// <summary>Gets the exact length of the body.</summary>
    /// <value>Bytes.</value>
    public long BodyLength
    {
        get
        {
            var length = (long)WrittenJson.Length;
            foreach (var splice in CollectionsMarshal.AsSpan(_splices))
            {
                length += Base64.GetMaxEncodedToUtf8Length(splice.Data.Length);
            }

            return length;
        }
    }

    internal ReadOnlyMemory<byte> WrittenJson
    {
        get
        {
            if (_writer is null)
            {
                return default;
            }

            _writer.Json.Flush();
            return _writer.Buffer.Memory;
        }
    }

    internal IReadOnlyDictionary<string, string>? OwnHeaders => _headers;

    internal IReadOnlyList<Splice> Splices => _splices ?? (IReadOnlyList<Splice>)[];

    private WriterPair Writer => _writer ??= Interlocked.Exchange(ref s_spare, null) ?? new WriterPair();

    /// <summary>Writes a JSON string made of a prefix and data in base64, such as a data URL.</summary>
    /// <param name="prefix">What stands before the data, in UTF-8; it needs no escaping.</param>
    /// <param name="data">The data. It must not change until the request is disposed.</param>
    public void WriteBase64Value(ReadOnlySpan<byte> prefix, ReadOnlyMemory<byte> data)
    {
        if (data.Length > InlineBytes)
        {
            Json.WriteStringValue(prefix);
            Json.Flush();
            (_splices ??= []).Add(new(Writer.Buffer.Length - 1, data)); // before the closing quote
            return;
        }

        var rented = ArrayPool<byte>.Shared.Rent(prefix.Length + Base64.GetMaxEncodedToUtf8Length(data.Length));
        prefix.CopyTo(rented);
        Base64.EncodeToUtf8(data.Span, rented.AsSpan(prefix.Length), out _, out var written);
        Json.WriteStringValue(rented.AsSpan(0, prefix.Length + written));
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Copies the body, data included.</summary>
    /// <returns>The bytes that would be sent.</returns>
    public byte[] ToArray()
    {
        var body = new byte[BodyLength];
        var (read, written) = (0, 0);
        var json = WrittenJson.Span;
        foreach (var splice in Splices)
        {
            json[read..splice.Position].CopyTo(body.AsSpan(written));
            written += splice.Position - read;
            read = splice.Position;
            Base64.EncodeToUtf8(splice.Data.Span, body.AsSpan(written), out _, out var encoded);
            written += encoded;
        }

        json[read..].CopyTo(body.AsSpan(written));
        return body;
    }

    /// <summary>Gives the body as text.</summary>
    /// <returns>The JSON that would be sent.</returns>
    public override string ToString() => Encoding.UTF8.GetString(ToArray());

    /// <summary>Returns the memory to the pool, once nobody sends it any more.</summary>
    public void Dispose() => Release();

    // HTTP/2 may still be sending a body when its answer is there already: the pooled memory goes back with the last user, never before.
    internal void Retain() => Interlocked.Increment(ref _users);

    internal void Release()
    {
        if (Interlocked.Decrement(ref _users) != 0 || _writer is not { } writer)
        {
            return;
        }

        _writer = null;
        _splices = null;
        writer.Reset();
        if (Interlocked.CompareExchange(ref s_spare, writer, null) is not null)
        {
            writer.Buffer.Dispose();
        }
    }

    internal readonly record struct Splice(int Position, ReadOnlyMemory<byte> Data);

    private sealed class WriterPair
    {
        private const int LargestKept = 1024 * 1024;

        public WriterPair() => Json = new(Buffer, s_writerOptions);

        public PooledBuffer Buffer { get; } = new(initialCapacity: 16 * 1024);

        public Utf8JsonWriter Json { get; }

        public void Reset()
        {
            if (Buffer.Length > LargestKept)
            {
                Buffer.Dispose();
            }

            Buffer.Clear();
            Json.Reset();
        }
    }
}
