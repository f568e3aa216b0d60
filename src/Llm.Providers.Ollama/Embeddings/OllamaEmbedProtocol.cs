using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Ollama;

/// <summary>Embeddings, <c>/api/embed</c>: any number of texts in one request.</summary>
/// <remarks>
/// The answer of the older <c>/api/embeddings</c>, one vector without a list around it, is read too: proxies give it.
/// See <see href="https://docs.ollama.com/api/embed">the reference</see>.
/// </remarks>
internal sealed class OllamaEmbedProtocol(OllamaDefaults defaults) : EmbeddingProtocol
{
    public override string Name => "ollama-embed";

    public override void Render(EmbeddingCall call, WireRequest request)
    {
        request.Path = defaults.ApiPath + "embed";
        var extras = OllamaExtras.Of(call.Options);
        var json = request.Json;
        json.WriteStartObject();
        if (!extras.Has("model"))
        {
            json.WriteString("model"u8, call.Model.Id);
        }

        json.WriteStartArray("input"u8);
        for (var i = 0; i < call.Inputs.Count; i++)
        {
            json.WriteStringValue(call.Inputs[i]);
        }

        json.WriteEndArray();
        if (call.Options.Dimensions is { } dimensions && !extras.Has("dimensions"))
        {
            json.WriteNumber("dimensions"u8, dimensions);
        }

        OllamaMembers.WriteMemory(json, defaults, extras);
        OllamaRuntimeOptions.Write(json, defaults, extras);
        extras.WriteMembers(json);
        json.WriteEndObject();
    }

    public override EmbeddingReply Parse(ReadOnlySpan<byte> body, EmbeddingCall call, Span<ReadOnlyMemory<float>> vectors)
    {
        var expected = call.Options.Dimensions ?? call.Model.EmbeddingDimensions ?? 1024;
        string? model = null;
        long? tokens = null;
        var reader = new Utf8JsonReader(body);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An object was expected.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("embeddings"u8))
            {
                ReadVectors(ref reader, vectors, expected);
            }
            else if (reader.ValueTextEquals("embedding"u8) && vectors.Length == 1)
            {
                reader.Read();
                vectors[0] = ReadVector(ref reader, expected);
            }
            else if (reader.ValueTextEquals("model"u8))
            {
                reader.Read();
                model = JsonText.GetStringOrNull(ref reader);
            }
            else if (reader.ValueTextEquals("prompt_eval_count"u8))
            {
                reader.Read();
                tokens = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var count) ? count : null;
            }
            else
            {
                reader.Skip();
            }
        }

        return new(tokens is null ? null : new() { InputTokenCount = tokens, TotalTokenCount = tokens }, model);
    }

    public override WireError ParseError(ReadOnlySpan<byte> body) => OllamaErrors.Parse(body);

    private static void ReadVectors(ref Utf8JsonReader reader, Span<ReadOnlyMemory<float>> vectors, int expected)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("\"embeddings\" is not an array.");
        }

        var position = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (position >= vectors.Length)
            {
                throw new JsonException($"There is a vector for text {position}, but only {vectors.Length} texts were sent.");
            }

            vectors[position] = ReadVector(ref reader, position > 0 ? vectors[position - 1].Length : expected);
            position++;
        }
    }

    private static ReadOnlyMemory<float> ReadVector(ref Utf8JsonReader reader, int expected)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A vector is not an array.");
        }

        var values = new float[Math.Max(expected, 16)];
        var count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (count == values.Length)
            {
                Array.Resize(ref values, count * 2);
            }

            values[count++] = reader.GetSingle();
        }

        return reader.TokenType != JsonTokenType.EndArray ? throw new JsonException("A vector holds something else than numbers.")
            : count == values.Length ? values
            : values.AsSpan(0, count).ToArray();
    }
}
