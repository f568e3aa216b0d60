using System.Globalization;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Answers for the list of models, page by page.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/api/models-list"/>.</remarks>
internal static class MessagesModels
{
    private const int DefaultPage = 20;

    private static readonly string[] s_able = ["batch", "citations", "code_execution", "image_input", "pdf_input", "structured_outputs"];

    public static EmulatorResponse List(EmulatorCall call)
    {
        var query = call.Request.Query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
        var limit = int.TryParse(query.GetValueOrDefault("limit"), CultureInfo.InvariantCulture, out var number) ? number : DefaultPage;
        if (limit is < 1 or > 1000)
        {
            throw MessagesFaults.Invalid("limit: Input should be between 1 and 1000");
        }

        List<string> rest = [.. query.GetValueOrDefault("after_id") is { } after ? call.Models.SkipWhile(id => id != after).Skip(1) : call.Models];
        List<string> page = [.. rest.Take(limit)];
        return MessagesAnswers.Json(call, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            page.ForEach(id => WriteModel(writer, id));
            writer.WriteEndArray();
            writer.WriteBoolean("has_more", rest.Count > page.Count);
            writer.WriteString("first_id", page.FirstOrDefault());
            writer.WriteString("last_id", page.LastOrDefault());
            writer.WriteEndObject();
        });
    }

    public static EmulatorResponse Get(EmulatorCall call) => call.Models.Contains(call.Id)
        ? MessagesAnswers.Json(call, writer => WriteModel(writer, call.Id))
        : throw new EmulatorRejectionException(new() { Status = 404, Message = $"model: {call.Id}" });

    private static void WriteModel(Utf8JsonWriter writer, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "model");
        writer.WriteString("id", id);
        writer.WriteString("display_name", id);
        writer.WriteString("created_at", "2025-01-01T00:00:00Z");
        writer.WriteNumber("max_input_tokens", 200_000);
        writer.WriteNumber("max_tokens", 64_000);
        writer.WriteString("lifecycle", "active");
        writer.WriteStartObject("capabilities");
        foreach (var name in s_able)
        {
            WriteSupport(writer, name, true);
        }

        writer.WriteStartObject("effort");
        writer.WriteBoolean("supported", true);
        foreach (var name in (ReadOnlySpan<string>)["low", "medium", "high", "xhigh", "max"])
        {
            WriteSupport(writer, name, name is not ("xhigh" or "max"));
        }

        writer.WriteEndObject();
        writer.WriteStartObject("thinking");
        writer.WriteBoolean("supported", true);
        writer.WriteStartObject("types");
        WriteSupport(writer, "enabled", true);
        WriteSupport(writer, "adaptive", true);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteSupport(Utf8JsonWriter writer, string name, bool supported)
    {
        writer.WriteStartObject(name);
        writer.WriteBoolean("supported", supported);
        writer.WriteEndObject();
    }
}
