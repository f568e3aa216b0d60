using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads an embeddings answer straight into arrays of numbers.</summary>
internal readonly struct EmbeddingsParser(EmbeddingsDialect dialect, EmbeddingCall call)
{
    public EmbeddingReply Read(ReadOnlySpan<byte> body, Span<ReadOnlyMemory<float>> vectors)
    {
        UsageDetails? usage = null;
        string? model = null;
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                ReadData(body, ref reader, vectors);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                usage = ReadUsage(ref reader);
            }
            else if (reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                model = JsonText.GetStringOrNull(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return new(usage, model);
    }

    private void ReadData(ReadOnlySpan<byte> body, ref Utf8JsonReader reader, Span<ReadOnlyMemory<float>> vectors)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("\"data\" is not an array.");
        }

        var position = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var index = position++;
            ReadOnlyMemory<float> vector = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("embedding"u8))
                {
                    vector = ReadVector(body, ref reader);
                }
                else if (reader.ValueTextEquals("index"u8))
                {
                    reader.Read();
                    index = reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : index;
                }
                else
                {
                    reader.Skip();
                }
            }

            if ((uint)index >= (uint)vectors.Length)
            {
                throw new JsonException($"There is a vector for text {index}, but only {vectors.Length} texts were sent.");
            }

            vectors[index] = vector;
        }
    }

    // The reader stands on the name "embedding". JSON numbers are read from the bytes themselves, and the reader goes on behind them.
    private ReadOnlyMemory<float> ReadVector(ReadOnlySpan<byte> body, ref Utf8JsonReader reader)
    {
        var rest = body[(int)reader.BytesConsumed..];
        var start = rest.IndexOf((byte)'[');
        var isArray = start >= 0 && rest[..start].IndexOfAnyExcept(" \t\r\n:"u8) < 0;
        if (!isArray)
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.String ? ReadBase64(reader.ValueSpan) : throw new JsonException("A vector is neither an array nor base64.");
        }

        var vector = FloatArrayReader.Read(rest[(start + 1)..], call.Options.Dimensions ?? call.Model.EmbeddingDimensions ?? 0, out _);
        reader.Read();
        reader.Skip();
        return vector;
    }

    private float[] ReadBase64(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, bytes, out _, out var written) != System.Buffers.OperationStatus.Done)
        {
            throw new JsonException("A vector is not valid base64.");
        }

        if (dialect.Encoding == EmbeddingEncoding.Base64SignedBytes)
        {
            return Array.ConvertAll(bytes[..written], b => (float)(sbyte)b);
        }

        if (written % sizeof(float) != 0)
        {
            throw new JsonException($"A vector of {written} bytes is not made of 32-bit numbers.");
        }

        var vector = new float[written / sizeof(float)];
        MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, written)).CopyTo(vector);
        return vector;
    }

    private static UsageDetails? ReadUsage(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var usage = new UsageDetails();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
            {
                reader.Read();
                usage.InputTokenCount = reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : null;
            }
            else if (reader.ValueTextEquals("total_tokens"u8))
            {
                reader.Read();
                usage.TotalTokenCount = reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : null;
            }
            else
            {
                reader.Skip();
            }
        }

        // Some vendors count the total alone; there is no output, so all of it is input.
        usage.InputTokenCount ??= usage.TotalTokenCount;
        return usage;
    }
}
