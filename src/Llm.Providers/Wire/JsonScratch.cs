using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Llm.Providers.Wire;

/// <summary>A writer for a little JSON beside the body of a request: inside a JSON string, or among the properties of a response. Whoever takes it never leaves its thread before it is released, so one a thread is enough.</summary>
internal sealed class JsonScratch
{
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static JsonScratch? t_spare;

    private ArrayBufferWriter<byte> _buffer = new();

    private JsonScratch() => Json = new(_buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public Utf8JsonWriter Json { get; }

    /// <summary>Gets what was written, valid until the release.</summary>
    public ReadOnlySpan<byte> Text
    {
        get
        {
            Json.Flush();
            return _buffer.WrittenSpan;
        }
    }

    public static JsonScratch Take()
    {
        var scratch = t_spare ?? new();
        t_spare = null;
        scratch._buffer.ResetWrittenCount();
        scratch.Json.Reset(scratch._buffer);
        return scratch;
    }

    public void Release()
    {
        if (_buffer.Capacity > LargestKept)
        {
            _buffer = new();
        }

        t_spare = this;
    }

    /// <summary>Ends the use of the writer with the value that was written.</summary>
    public JsonElement ReleaseElement()
    {
        var element = JsonElement.Parse(Text);
        Release();
        return element;
    }
}
