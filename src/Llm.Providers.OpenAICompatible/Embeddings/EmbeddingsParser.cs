using System.Buffers;
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
        LlmCost? cost = null;
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
                ReadData(ref body, ref reader, vectors);
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                usage = ReadUsage(ref reader, out cost);
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

        return new(usage, model) { ReportedCost = cost };
    }

    private void ReadData(ref ReadOnlySpan<byte> body, ref Utf8JsonReader reader, Span<ReadOnlyMemory<float>> vectors)
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
                    vector = ReadVector(ref body, ref reader);
                }
                else if (reader.ValueTextEquals("index"u8))
                {
                    reader.Read();
                    index = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : index;
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

    // The reader stands on the name "embedding". JSON numbers are read from the bytes themselves, once, and a new reader goes on behind them.
    private ReadOnlyMemory<float> ReadVector(ref ReadOnlySpan<byte> body, ref Utf8JsonReader reader)
    {
        var rest = body[(int)reader.BytesConsumed..];
        var start = rest.IndexOfAnyExcept(" \t\r\n:"u8);
        if (start < 0 || rest[start] != '[')
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.String ? ReadBase64(ref reader) : throw new JsonException("A vector is neither an array nor base64.");
        }

        var vector = FloatArrayReader.Read(rest[(start + 1)..], call.Options.Dimensions ?? call.Model.EmbeddingDimensions ?? 0, out var consumed);
        body = rest[(start + 1 + consumed)..];
        reader = new(body, isFinalBlock: true, StateBehindArray(reader.CurrentState));
        return vector;
    }

    // An empty array in place of the one that was read brings a reader into the same state.
    private static JsonReaderState StateBehindArray(JsonReaderState before)
    {
        var reader = new Utf8JsonReader("[]"u8, isFinalBlock: false, before);
        reader.Read();
        reader.Read();
        return reader.CurrentState;
    }

    private float[] ReadBase64(ref Utf8JsonReader reader)
    {
        var text = JsonText.Read(ref reader, out var rented);
        try
        {
            return dialect.Encoding == EmbeddingEncoding.Base64SignedBytes ? ReadSignedBytes(text) : ReadFloats(text);
        }
        finally
        {
            JsonText.Return(rented);
        }
    }

    private static float[] ReadFloats(ReadOnlySpan<byte> text)
    {
        var length = DecodedLength(text);
        if (length % sizeof(float) != 0)
        {
            throw new JsonException($"A vector of {length} bytes is not made of 32-bit numbers.");
        }

        var vector = new float[length / sizeof(float)];
        Decode(text, MemoryMarshal.AsBytes(vector.AsSpan()));
        return vector;
    }

    private static float[] ReadSignedBytes(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[DecodedLength(text)];
        Decode(text, bytes);
        return Array.ConvertAll(bytes, b => (float)(sbyte)b);
    }

    private static int DecodedLength(ReadOnlySpan<byte> text) => Base64.GetMaxDecodedFromUtf8Length(text.Length) - (text.EndsWith("=="u8) ? 2 : text.EndsWith("="u8) ? 1 : 0);

    private static void Decode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        if (Base64.DecodeFromUtf8(text, bytes, out _, out var written) != OperationStatus.Done || written != bytes.Length)
        {
            throw new JsonException("A vector is not valid base64.");
        }
    }

    private static UsageDetails? ReadUsage(ref Utf8JsonReader reader, out LlmCost? cost)
    {
        cost = null;
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
                usage.InputTokenCount = Count(ref reader);
            }
            else if (reader.ValueTextEquals("total_tokens"u8))
            {
                usage.TotalTokenCount = Count(ref reader);
            }
            else if (reader.ValueTextEquals("cost"u8) || reader.ValueTextEquals("estimated_cost"u8))
            {
                reader.Read();
                cost = ReportedCosts.Read(ref reader);
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

    private static long? Count(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count))
        {
            return count;
        }

        reader.Skip();
        return null;
    }
}
