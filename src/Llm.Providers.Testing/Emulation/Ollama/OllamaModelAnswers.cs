using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Answers about the models of the server.</summary>
internal sealed class OllamaModelAnswers(IReadOnlyList<OllamaModel> models)
{
    private const string Modified = "2026-01-15T09:30:00.123456789+01:00";
    private const string Expires = "2318-05-04T14:38:31.83753-07:00";

    public static EmulatorResponse Version(EmulatorCall call) => OllamaAnswers.Object(writer => writer.WriteString("version", "0.12.6"));

    public EmulatorResponse List(EmulatorCall call) => WriteList(models, (writer, model) =>
    {
        writer.WriteString("modified_at", Modified);
        WriteHead(writer, model);
        WriteDetails(writer, model, withLengths: true);
        WriteCapabilities(writer, model);
    });

    public EmulatorResponse ListRunning(EmulatorCall call) => WriteList(models.Where(model => model.LoadedContextLength is not null), (writer, model) =>
    {
        WriteHead(writer, model);
        WriteDetails(writer, model, withLengths: false);
        writer.WriteString("expires_at", Expires);
        writer.WriteNumber("size_vram", model.SizeBytes);
        writer.WriteNumber("context_length", model.LoadedContextLength!.Value);
    });

    public EmulatorResponse Show(EmulatorCall call)
    {
        var model = Find(OllamaFaults.ReadObject(call.Request));
        return OllamaAnswers.Object(writer =>
        {
            writer.WriteString("modelfile", $"FROM {model.Name}");
            writer.WriteString("parameters", "stop                           \"<|eot_id|>\"");
            writer.WriteString("template", "{{ .Prompt }}");
            WriteDetails(writer, model, withLengths: false);
            writer.WriteStartObject("model_info");
            writer.WriteString("general.architecture", model.Family);
            writer.WriteNumber("general.file_type", 15);
            writer.WriteNumber($"{model.Family}.context_length", model.ContextLength);
            writer.WriteNumber($"{model.Family}.embedding_length", model.EmbeddingLength);
            writer.WriteEndObject();
            WriteCapabilities(writer, model);
            WriteThinking(writer, model);
            writer.WriteString("modified_at", Modified);
        });
    }

    /// <summary>A model nobody published is refused in the stream, after a status of 200.</summary>
    public EmulatorResponse Pull(EmulatorCall call)
    {
        const string Unpublished = "pull model manifest: file does not exist";
        var root = OllamaFaults.ReadObject(call.Request);
        var name = OllamaFaults.ReadModel(root);
        var model = models.FirstOrDefault(model => model.IsNamed(name));
        if (!root.Flag("stream", fallback: true))
        {
            return model is null ? throw OllamaFaults.Invalid(Unpublished, 500) : OllamaAnswers.Object(writer => writer.WriteString("status", "success"));
        }

        var body = new StreamBody(new(), OllamaAnswers.Lines);
        body.Line(Status("pulling manifest"));
        if (model is null)
        {
            body.Line(JsonText.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("error", Unpublished);
                writer.WriteEndObject();
            }));
            return body.ToResponse(new Dictionary<string, string>());
        }

        var digest = Digest(model);
        foreach (var part in new[] { 0, model.SizeBytes / 2, model.SizeBytes })
        {
            body.Line(Status($"pulling {digest[7..19]}", digest, model.SizeBytes, part));
        }

        foreach (var status in new[] { "verifying sha256 digest", "writing manifest", "success" })
        {
            body.Line(Status(status));
        }

        return body.ToResponse(new Dictionary<string, string>());
    }

    public EmulatorResponse Delete(EmulatorCall call)
    {
        _ = Find(OllamaFaults.ReadObject(call.Request));
        return new() { Headers = new Dictionary<string, string>() };
    }

    private OllamaModel Find(JsonElement root)
    {
        var name = OllamaFaults.ReadModel(root);
        return models.FirstOrDefault(model => model.IsNamed(name)) ?? throw OllamaFaults.ModelNotFound(name);
    }

    private static EmulatorResponse WriteList(IEnumerable<OllamaModel> models, Action<Utf8JsonWriter, OllamaModel> write) => OllamaAnswers.Object(writer =>
    {
        writer.WriteStartArray("models");
        foreach (var model in models)
        {
            writer.WriteStartObject();
            writer.WriteString("name", model.Name);
            writer.WriteString("model", model.Name);
            write(writer, model);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void WriteHead(Utf8JsonWriter writer, OllamaModel model)
    {
        writer.WriteNumber("size", model.SizeBytes);
        writer.WriteString("digest", Digest(model)[7..]);
    }

    private static void WriteDetails(Utf8JsonWriter writer, OllamaModel model, bool withLengths)
    {
        writer.WriteStartObject("details");
        writer.WriteString("parent_model", "");
        writer.WriteString("format", "gguf");
        writer.WriteString("family", model.Family);
        writer.WriteStartArray("families");
        writer.WriteStringValue(model.Family);
        writer.WriteEndArray();
        writer.WriteString("parameter_size", model.ParameterSize);
        writer.WriteString("quantization_level", model.Quantization);
        if (withLengths)
        {
            writer.WriteNumber("context_length", model.ContextLength);
            writer.WriteNumber("embedding_length", model.EmbeddingLength);
        }

        writer.WriteEndObject();
    }

    private static void WriteCapabilities(Utf8JsonWriter writer, OllamaModel model)
    {
        writer.WriteStartArray("capabilities");
        foreach (var capability in model.Capabilities)
        {
            writer.WriteStringValue(capability);
        }

        writer.WriteEndArray();
    }

    private static void WriteThinking(Utf8JsonWriter writer, OllamaModel model)
    {
        if (model.ThinkingValues.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("thinking");
        writer.WriteStartArray("values");
        foreach (var value in model.ThinkingValues)
        {
            writer.WriteRawValue(value);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static byte[] Status(string status, string? digest = null, long? total = null, long? completed = null) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", status);
        if (digest is not null)
        {
            writer.WriteString("digest", digest);
            writer.WriteNumber("total", total!.Value);
        }

        if (completed > 0)
        {
            writer.WriteNumber("completed", completed.Value);
        }

        writer.WriteEndObject();
    });

    private static string Digest(OllamaModel model) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model.Name)));
}
