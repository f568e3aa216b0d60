using System.Runtime.InteropServices;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Answers of the embeddings endpoint.</summary>
internal static class EmbeddingsAnswers
{
    private const string FixedSize = "text-embedding-ada-002";

    public static EmulatorResponse Embed(EmulatorCall call)
    {
        var root = Rejections.ReadObject(call.Request);
        var model = Rejections.ReadModel(call, root);
        var dimensions = ReadDimensions(root, model);
        var base64 = ReadFormat(root);
        var inputs = TextInput.Read(root, "input");
        var vectors = inputs.ConvertAll(input => Vector(call, model, input, dimensions));
        var tokens = inputs.Sum(input => input.Tokens);
        return OpenAIAnswers.Json(call, writer => Write(writer, model, vectors, base64, tokens));
    }

    private static float[] Vector(EmulatorCall call, string model, TextInput input, int dimensions)
    {
        var reply = call.Reply(new() { Model = model, UserText = input.Text, InputTokens = input.Tokens });
        return reply.Embedding is { } agreed ? [.. agreed] : UnitVector.Of(input.Text, dimensions);
    }

    private static int ReadDimensions(JsonElement root, string model)
    {
        Rejections.CheckNumber(root, "dimensions", 1, 65536);
        if (root.Has("dimensions"))
        {
            return model == FixedSize
                ? throw Rejections.Invalid("This model does not support specifying dimensions.", "dimensions")
                : (int)root.NumberOr("dimensions", 0);
        }

        // The vendor's sizes: https://platform.openai.com/docs/guides/embeddings#embedding-models. Open models often have 768.
        return model switch
        {
            "text-embedding-3-large" => 3072,
            "text-embedding-3-small" or FixedSize => 1536,
            _ => 768,
        };
    }

    private static bool ReadFormat(JsonElement root) => root.TextOr("encoding_format", "float") switch
    {
        "float" => false,
        "base64" => true,
        var other => throw Rejections.Unknown("encoding_format", other, "float", "base64"),
    };

    private static void Write(Utf8JsonWriter writer, string model, List<float[]> vectors, bool base64, int tokens)
    {
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        for (var index = 0; index < vectors.Count; index++)
        {
            writer.WriteStartObject();
            writer.WriteString("object", "embedding");
            writer.WriteNumber("index", index);
            WriteVector(writer, vectors[index], base64);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("model", model);
        writer.WriteStartObject("usage");
        writer.WriteNumber("prompt_tokens", tokens);
        writer.WriteNumber("total_tokens", tokens);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Numbers, or the same as little-endian 32-bit floats in base64.</summary>
    private static void WriteVector(Utf8JsonWriter writer, float[] vector, bool base64)
    {
        if (base64)
        {
            writer.WriteBase64String("embedding", MemoryMarshal.AsBytes(vector.AsSpan()));
            return;
        }

        writer.WriteStartArray("embedding");
        foreach (var value in vector)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }
}
