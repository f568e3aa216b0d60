using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>What Azure adds to OpenAI's answers: the verdicts of its content filter. Here nothing is ever found.</summary>
/// <remarks>See <see href="https://learn.microsoft.com/azure/ai-foundry/openai/concepts/content-filter"/>.</remarks>
internal static class AzureWords
{
    private static readonly string[] s_categories = ["hate", "self_harm", "sexual", "violence"];

    /// <summary>Tells whether a request came by one of Azure's paths.</summary>
    public static bool Asked(EmulatorRequest request) => request.Path.StartsWith("/openai/", StringComparison.Ordinal);

    /// <summary>Refuses a request to a deployment that names no version of the API, in the words of the gateway.</summary>
    public static void CheckVersion(EmulatorRequest request)
    {
        if (!request.Query.Contains("api-version=", StringComparison.Ordinal))
        {
            throw new EmulatorRejectionException(new() { Status = 404, Message = "Resource not found", Code = "404" });
        }
    }

    /// <summary>The chunk a stream begins with, before the model has said anything: no choices, no id, no model.</summary>
    public static byte[] Prelude() => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("choices");
        writer.WriteEndArray();
        writer.WriteNumber("created", 0);
        writer.WriteString("id", "");
        writer.WriteString("model", "");
        writer.WriteString("object", "");
        WritePromptResults(writer);
        writer.WriteEndObject();
    });

    public static void WritePromptResults(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("prompt_filter_results");
        writer.WriteStartObject();
        writer.WriteNumber("prompt_index", 0);
        WriteResults(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    public static void WriteResults(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("content_filter_results");
        foreach (var category in s_categories)
        {
            writer.WriteStartObject(category);
            writer.WriteBoolean("filtered", false);
            writer.WriteString("severity", "safe");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
