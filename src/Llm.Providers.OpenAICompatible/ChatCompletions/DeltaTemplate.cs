using System.Buffers;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads chunks that differ from the one before in nothing but their text, without parsing what is the same.</summary>
/// <remarks>
/// Of the 300 bytes of a chunk three or four are new. Comparing the others with those of the chunk before takes a tenth of the time
/// that parsing takes, and says as much: a chunk with a finish reason, a usage, another model or any other member is not the same.
/// </remarks>
internal sealed class DeltaTemplate
{
    /// <summary>So many chunks in a row may be learned from in vain before the learning pauses.</summary>
    private const int PatientMisses = 4;

    private const int LongestPause = 64;

    /// <summary>What ends a string or makes it more than its bytes.</summary>
    private static readonly SearchValues<byte> s_special = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private byte[] _chunk = [];
    private int _length;
    private DeltaShape _shape;
    private int _misses;
    private int _pause;

    /// <summary>Writes the text of a chunk of the known shape.</summary>
    /// <returns><see langword="false"/> when the chunk must be parsed; nothing was written then.</returns>
    public bool TryRead(ReadOnlySpan<byte> chunk, ChatResponseWriter response)
    {
        if (_length == 0)
        {
            return false;
        }

        var known = _chunk.AsSpan(0, _length);
        var start = _shape.Text.Start.Value;
        if (!chunk.StartsWith(known[..start]) || !TryMeasure(chunk[start..], out var length, out var escaped)
            || !MatchesRest(chunk[(start + length)..], known)
            || !TryWrite(chunk.Slice(start - 1, length + 2), escaped, response))
        {
            return false;
        }

        _misses = 0;
        return true;
    }

    /// <summary>Takes a chunk that was parsed as the new example.</summary>
    public void Learn(ReadOnlySpan<byte> chunk)
    {
        // Any chunk that was parsed may have changed what the example would set again: it never outlives one.
        _length = 0;
        if (_pause > 0)
        {
            _pause--;
            return;
        }

        // A member that changes with every chunk, such as a time, would have each read twice.
        _pause = ++_misses <= PatientMisses ? 0 : Math.Min(1 << Math.Min(_misses - PatientMisses, 16), LongestPause);
        if (!DeltaShapeFinder.TryFind(chunk, out _shape))
        {
            return;
        }

        if (_chunk.Length < chunk.Length)
        {
            _chunk = new byte[chunk.Length + 32];
        }

        chunk.CopyTo(_chunk);
        _length = chunk.Length;
    }

    private bool MatchesRest(ReadOnlySpan<byte> rest, ReadOnlySpan<byte> known)
    {
        var between = known[_shape.Text.End.Value.._shape.Filler.Start.Value];
        if (!rest.StartsWith(between))
        {
            return false;
        }

        rest = rest[between.Length..];
        var after = known[_shape.Filler.End.Value..];
        return after.IsEmpty ? rest.IsEmpty : TryMeasure(rest, out var filler, out var escaped) && !escaped && rest[filler..].SequenceEqual(after);
    }

    private bool TryWrite(ReadOnlySpan<byte> quoted, bool escaped, ChatResponseWriter response)
    {
        if (!escaped)
        {
            Write(quoted[1..^1], response);
            return true;
        }

        var reader = new Utf8JsonReader(quoted);
        try
        {
            reader.Read();
        }
        catch (JsonException)
        {
            return false; // no such escape: the parser words the complaint
        }

        var text = JsonText.Read(ref reader, out var rented);
        Write(text, response);
        JsonText.Return(rented);
        return true;
    }

    private void Write(ReadOnlySpan<byte> text, ChatResponseWriter response)
    {
        if (_shape.IsToolCall)
        {
            response.WriteToolCall(_shape.ToolIndex, id: null, name: null, text);
        }
        else
        {
            response.WriteText(text);
        }
    }

    /// <summary>Finds the closing quote of a string.</summary>
    private static bool TryMeasure(ReadOnlySpan<byte> text, out int length, out bool escaped)
    {
        length = 0;
        escaped = false;
        while (true)
        {
            var next = text[length..].IndexOfAny(s_special);
            length += Math.Max(next, 0);
            if (next < 0 || text[length] < 0x20)
            {
                return false;
            }

            if (text[length] == '"')
            {
                return true;
            }

            escaped = true;
            length += 2;
            if (length >= text.Length)
            {
                return false;
            }
        }
    }
}
