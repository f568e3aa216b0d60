using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Answers of the three ways to embeddings.</summary>
internal static class GeminiEmbeddingsAnswers
{
    private const int MostRequests = 100;

    /// <summary>The length of a vector when none is asked for: https://ai.google.dev/gemini-api/docs/embeddings.</summary>
    private const int DefaultDimensions = 3072;

    public static EmulatorResponse Batch(EmulatorCall call)
    {
        var root = GeminiRejections.ReadObject(call.Request);
        GeminiRejections.CheckNames(root, "", "requests");
        var requests = root.ListField("requests").ToList();
        if (requests.Count is 0 or > MostRequests)
        {
            throw GeminiRejections.Invalid(requests.Count == 0
                ? "* BatchEmbedContentsRequest.requests: requests must not be empty\n"
                : $"* BatchEmbedContentsRequest.requests: at most {MostRequests} requests can be in one batch\n");
        }

        if (requests.Exists(request => request.TextField("model") != call.Id))
        {
            throw GeminiRejections.Invalid("* BatchEmbedContentsRequest.model: the model of every request must be the model of the batch\n");
        }

        var vectors = requests.ConvertAll(request => Vector(call, request));
        return GeminiAnswers.Json(call, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("embeddings");
            vectors.ForEach(vector =>
            {
                writer.WriteStartObject();
                WriteValues(writer, vector);
                writer.WriteEndObject();
            });
            writer.WriteEndArray();
            WriteUsage(writer, call.Id, requests);
            writer.WriteEndObject();
        });
    }

    public static EmulatorResponse One(EmulatorCall call)
    {
        var vector = Vector(call, GeminiRejections.ReadObject(call.Request));
        return GeminiAnswers.Json(call, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("embedding");
            WriteValues(writer, vector);
            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    public static EmulatorResponse Predict(EmulatorCall call)
    {
        var root = GeminiRejections.ReadObject(call.Request);
        var dimensions = (int)root.Member("parameters").NumberOr("outputDimensionality", DefaultDimensions);
        List<string> texts = [.. root.Items("instances").Select(instance => instance.TextField("content"))];
        var vectors = texts.ConvertAll(text => Vector(call, text, dimensions));
        return GeminiAnswers.Json(call, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("predictions");
            for (var index = 0; index < texts.Count; index++)
            {
                writer.WriteStartObject();
                writer.WriteStartObject("embeddings");
                WriteValues(writer, vectors[index]);
                writer.WriteStartObject("statistics");
                writer.WriteBoolean("truncated", false);
                writer.WriteNumber("token_count", TokenEstimate.Of(texts[index]));
                writer.WriteEndObject();
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    // The first generation of these models counts nothing.
    private static void WriteUsage(Utf8JsonWriter writer, string model, List<JsonElement> requests)
    {
        if (model.EndsWith("gemini-embedding-001", StringComparison.Ordinal))
        {
            return;
        }

        writer.WriteStartObject("usageMetadata");
        writer.WriteNumber("promptTokenCount", requests.Sum(request => TokenEstimate.Of(TextOf(request))));
        writer.WriteEndObject();
    }

    private static string TextOf(JsonElement request) => string.Concat(request.Field("content").ListField("parts").Select(part => part.TextField("text")));

    private static float[] Vector(EmulatorCall call, JsonElement request)
    {
        GeminiRejections.CheckNames(request, "requests", "model", "content", "taskType", "title", "outputDimensionality", "autoTruncate");
        var text = TextOf(request);
        if (text.Length == 0)
        {
            throw GeminiRejections.Invalid("* EmbedContentRequest.content: contents is not specified\n");
        }

        var dimensions = request.Field("outputDimensionality") is { ValueKind: JsonValueKind.Number } given ? given.GetInt32() : DefaultDimensions;
        return dimensions is >= 1 and <= DefaultDimensions
            ? Vector(call, text, dimensions)
            : throw GeminiRejections.Invalid($"* EmbedContentRequest.output_dimensionality: must be from 1 to {DefaultDimensions}\n");
    }

    private static float[] Vector(EmulatorCall call, string text, int dimensions)
    {
        var reply = call.Reply(new() { Model = call.Id, UserText = text, InputTokens = TokenEstimate.Of(text) });
        return reply.Embedding is { } agreed ? [.. agreed] : UnitVector.Of(text, dimensions);
    }

    private static void WriteValues(Utf8JsonWriter writer, float[] vector)
    {
        writer.WriteStartArray("values");
        foreach (var value in vector)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }
}
