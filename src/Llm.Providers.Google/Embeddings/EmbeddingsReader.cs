using System.Buffers;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Reads the three forms of embeddings: a list, one, and predictions. Vectors are read straight into arrays of numbers.</summary>
internal ref struct EmbeddingsReader(ReadOnlySpan<byte> body, EmbeddingCall call, Span<ReadOnlyMemory<float>> vectors)
{
    private readonly Span<ReadOnlyMemory<float>> _vectors = vectors;
    private readonly int _expected = call.Options.Dimensions ?? call.Model.EmbeddingDimensions ?? 0;
    private Utf8JsonReader _reader = new(body);
    private int _count;
    private long? _tokens;
    private long? _total;

    public EmbeddingReply Read()
    {
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("embeddings"u8) || _reader.ValueTextEquals("predictions"u8))
            {
                _reader.Read();
                ReadList();
            }
            else if (_reader.ValueTextEquals("embedding"u8))
            {
                _reader.Read();
                ReadVector();
            }
            else if (_reader.ValueTextEquals("usageMetadata"u8))
            {
                _reader.Read();
                ReadCounts();
            }
            else
            {
                _reader.Skip();
            }
        }

        // There is no output: all of it is input.
        return new(_tokens is null && _total is null ? null : new UsageDetails { InputTokenCount = _tokens ?? _total, TotalTokenCount = _total ?? _tokens }, null);
    }

    private void ReadList()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("An array of vectors was expected.");
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.StartObject)
        {
            ReadVector();
        }
    }

    // { values } or { embeddings: { values, statistics: { token_count } } }
    private void ReadVector()
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_reader.ValueTextEquals("values"u8))
            {
                _reader.Read();
                Add(ReadValues());
            }
            else if (_reader.ValueTextEquals("embeddings"u8))
            {
                _reader.Read();
                ReadVector();
            }
            else if (_reader.ValueTextEquals("statistics"u8))
            {
                _reader.Read();
                ReadCounts();
            }
            else
            {
                _reader.Skip();
            }
        }
    }

    private void ReadCounts()
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            _reader.Skip();
            return;
        }

        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var isPrompt = _reader.ValueTextEquals("promptTokenCount"u8);
            var isPart = _reader.ValueTextEquals("token_count"u8);
            var isTotal = _reader.ValueTextEquals("totalTokenCount"u8);
            _reader.Read();
            if ((isPrompt || isPart || isTotal) && _reader.TokenType == JsonTokenType.Number && _reader.TryGetDouble(out var number))
            {
                var count = (long)number;
                _tokens = isPrompt ? count : isPart ? (_tokens ?? 0) + count : _tokens;
                _total = isTotal ? count : _total;
            }

            _reader.Skip();
        }
    }

    private void Add(float[] vector)
    {
        if (_count >= _vectors.Length)
        {
            throw new JsonException($"There are more vectors than the {_vectors.Length} texts that were sent.");
        }

        _vectors[_count++] = vector;
    }

    private float[] ReadValues()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A vector is no array.");
        }

        var values = ArrayPool<float>.Shared.Rent(Math.Clamp(_expected, 64, 65_536));
        try
        {
            var count = 0;
            while (_reader.Read() && _reader.TokenType == JsonTokenType.Number)
            {
                if (count == values.Length)
                {
                    var larger = ArrayPool<float>.Shared.Rent(count * 2);
                    values.CopyTo(larger, 0);
                    ArrayPool<float>.Shared.Return(values);
                    values = larger;
                }

                values[count++] = _reader.GetSingle();
            }

            return _reader.TokenType == JsonTokenType.EndArray ? values.AsSpan(0, count).ToArray() : throw new JsonException("A vector holds something else than numbers.");
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }
}
