using System.Globalization;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Answers for lists of models in Google's shape.</summary>
internal static class GeminiModelsAnswers
{
    private const int DefaultPage = 50;

    private static readonly string[] s_models = ["gemini-3-flash", "gemini-2.5-pro", "gemini-2.5-flash", "gemini-2.5-flash-lite", "gemini-embedding-001"];

    public static EmulatorResponse List(EmulatorCall call)
    {
        var models = Models(call);
        var size = int.TryParse(GeminiAnswers.Query(call.Request, "pageSize"), CultureInfo.InvariantCulture, out var given) && given > 0 ? given : DefaultPage;
        var start = int.TryParse(GeminiAnswers.Query(call.Request, "pageToken"), CultureInfo.InvariantCulture, out var token) ? token : 0;
        return GeminiAnswers.Json(call, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(call.Request.Path.Contains("/publishers/", StringComparison.Ordinal) ? "publisherModels" : "models");
            foreach (var id in models.Skip(start).Take(size))
            {
                WriteModel(writer, id);
            }

            writer.WriteEndArray();
            if (start + size < models.Count)
            {
                writer.WriteString("nextPageToken", (start + size).ToString(CultureInfo.InvariantCulture));
            }

            writer.WriteEndObject();
        });
    }

    public static EmulatorResponse Get(EmulatorCall call) => Models(call).Contains(call.Id)
        ? GeminiAnswers.Json(call, writer => WriteModel(writer, call.Id))
        : throw new EmulatorRejectionException(new() { Status = 404, Message = $"models/{call.Id} is not found for API version v1beta." });

    // One emulator speaks for several vendors, and in the list it was given only the names tell whose a model is. Told of none of this vendor, it has some all the same.
    private static List<string> Models(EmulatorCall call) =>
        call.Models.Where(id => id.StartsWith("gemini", StringComparison.Ordinal)).DefaultIfEmpty("").ToList() is [not "", ..] own ? own : [.. s_models];

    private static void WriteModel(Utf8JsonWriter writer, string id)
    {
        var embeds = id.Contains("embedding", StringComparison.Ordinal);
        writer.WriteStartObject();
        writer.WriteString("name", $"models/{id}");
        writer.WriteString("version", "001");
        writer.WriteString("displayName", id);
        writer.WriteString("description", "A model of the emulator.");
        writer.WriteNumber("inputTokenLimit", embeds ? 2048 : 1048576);
        writer.WriteNumber("outputTokenLimit", embeds ? 1 : 65536);
        writer.WriteStartArray("supportedGenerationMethods");
        foreach (var method in embeds ? ["embedContent", "countTextTokens", "countTokens"] : new[] { "generateContent", "countTokens", "createCachedContent", "batchGenerateContent" })
        {
            writer.WriteStringValue(method);
        }

        writer.WriteEndArray();
        if (!embeds)
        {
            writer.WriteNumber("temperature", 1);
            writer.WriteNumber("topP", 0.95);
            writer.WriteNumber("topK", 64);
            writer.WriteNumber("maxTemperature", 2);
            writer.WriteBoolean("thinking", true);
        }

        writer.WriteEndObject();
    }
}
