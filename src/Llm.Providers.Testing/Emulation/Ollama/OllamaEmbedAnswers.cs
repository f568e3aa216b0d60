using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Answers of the two embeddings endpoints.</summary>
internal static class OllamaEmbedAnswers
{
    private const int Length = 768;

    public static EmulatorResponse Embed(EmulatorCall call)
    {
        var root = OllamaFaults.ReadObject(call.Request);
        var model = OllamaFaults.ReadModel(root);
        OllamaFaults.CheckOptions(root);
        var texts = ReadInput(root.Member("input"));
        var dimensions = (int)root.NumberOr("dimensions", Length);
        return OllamaAnswers.Object(writer =>
        {
            writer.WriteString("model", model);
            writer.WriteStartArray("embeddings");
            foreach (var text in texts)
            {
                Write(writer, Vector(call, model, text, dimensions));
            }

            writer.WriteEndArray();
            writer.WriteNumber("total_duration", 14_143_917);
            writer.WriteNumber("load_duration", 1_019_500);
            writer.WriteNumber("prompt_eval_count", texts.Sum(TokenEstimate.Of));
        });
    }

    /// <summary>The older form: one text, one vector, and nothing beside it.</summary>
    public static EmulatorResponse EmbedOne(EmulatorCall call)
    {
        var root = OllamaFaults.ReadObject(call.Request);
        var model = OllamaFaults.ReadModel(root);
        return OllamaAnswers.Object(writer =>
        {
            writer.WritePropertyName("embedding");
            Write(writer, Vector(call, model, root.TextOr("prompt", ""), Length));
        });
    }

    private static List<string> ReadInput(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.Undefined => [],
        JsonValueKind.String => [input.GetString()!],
        JsonValueKind.Array when input.EnumerateArray().All(text => text.ValueKind == JsonValueKind.String) => [.. input.EnumerateArray().Select(text => text.GetString()!)],
        _ => throw OllamaFaults.Invalid("invalid input type"),
    };

    private static IReadOnlyList<float> Vector(EmulatorCall call, string model, string text, int dimensions)
    {
        var reply = call.Reply(new() { Model = model, UserText = text, InputTokens = TokenEstimate.Of(text) });
        return reply.Embedding ?? UnitVector.Of(text, dimensions);
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<float> vector)
    {
        writer.WriteStartArray();
        foreach (var value in vector)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }
}
