using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Answers for lists of models in OpenAI's shape.</summary>
internal static class OpenAIModelsAnswers
{
    /// <summary>When every model was made, in seconds since 1970: the first day of 2025.</summary>
    private const long Created = 1735689600;

    public static EmulatorResponse List(EmulatorCall call) => OpenAIAnswers.Json(call, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        foreach (var id in call.Models)
        {
            WriteModel(writer, id);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    public static EmulatorResponse Get(EmulatorCall call) => call.Models.Contains(call.Id)
        ? OpenAIAnswers.Json(call, writer => WriteModel(writer, call.Id))
        : throw new EmulatorRejectionException(new()
        {
            Status = 404,
            Message = $"The model '{call.Id}' does not exist",
            Parameter = "model",
            Code = "model_not_found",
        });

    private static void WriteModel(Utf8JsonWriter writer, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("object", "model");
        writer.WriteNumber("created", Created);
        writer.WriteString("owned_by", "emulator");
        writer.WriteEndObject();
    }
}
