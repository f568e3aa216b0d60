using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Speaks the model lists of LM Studio's native API, in the shapes of version 0 and version 1.</summary>
/// <remarks>
/// Version 0 came with LM Studio 0.3.6 and tells the state of each model
/// (<see href="https://lmstudio.ai/docs/developer/rest/endpoints"/>); version 1 came with 0.4.0 and tells its loaded instances
/// (<see href="https://lmstudio.ai/docs/developer/rest/list"/>). Chat goes through the OpenAI-shaped endpoints of the same server.
/// </remarks>
public sealed class LMStudioModelsEmulator : IWireEmulator
{
    private readonly IReadOnlyList<LMStudioModel> _models;

    /// <summary>Creates the emulator of a server with these models.</summary>
    /// <param name="models">The models; without any, there are a chat model that is loaded, one that reads images, and one for embeddings.</param>
    public LMStudioModelsEmulator(params IReadOnlyList<LMStudioModel> models)
    {
        _models = models.Count > 0 ? models : DefaultModels;
        Routes =
        [
            new("GET", "/api/v0/models", ListV0),
            new("GET", "/api/v0/models/{id}", GetV0),
            new("GET", "/api/v1/models", ListV1),
        ];
    }

    /// <summary>Gets the models of an emulator that was given none.</summary>
    public static IReadOnlyList<LMStudioModel> DefaultModels { get; } =
    [
        new("meta-llama-3.1-8b-instruct", "llm", "lmstudio-community", "llama", 131072, LoadedContextLength: 8192)
        {
            DisplayName = "Meta Llama 3.1 8B Instruct", SizeBytes = 4_920_739_232, Parameters = "8B", UsesTools = true,
        },
        new("qwen2-vl-7b-instruct", "vlm", "mlx-community", "qwen2_vl", 32768)
        {
            DisplayName = "Qwen2 VL 7B Instruct", Format = "mlx", Quantization = "4bit", SizeBytes = 4_683_072_000, Parameters = "7B",
        },
        new("text-embedding-nomic-embed-text-v1.5", "embeddings", "nomic-ai", "nomic-bert", 2048)
        {
            DisplayName = "Nomic Embed Text v1.5", Quantization = "Q4_0", SizeBytes = 84_106_624,
        },
    ];

    /// <inheritdoc/>
    public string Name => "lmstudio-models";

    /// <inheritdoc/>
    public IReadOnlyList<EmulatorRoute> Routes { get; }

    /// <inheritdoc/>
    public bool Speaks(EmulatorRequest request) =>
        request.Path.StartsWith("/api/v0/models", StringComparison.Ordinal) || request.Path.StartsWith("/api/v1/models", StringComparison.Ordinal);

    /// <inheritdoc/>
    public string? ReadKey(EmulatorRequest request) => OpenAIAnswers.BearerKey(request);

    /// <inheritdoc/>
    public EmulatorResponse Fail(ScenarioError error, EmulatorCall call) => OpenAIAnswers.Error(error, call);

    private EmulatorResponse ListV0(EmulatorCall call) => Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("object", "list");
        writer.WriteStartArray("data");
        foreach (var model in _models)
        {
            WriteV0(writer, model);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private EmulatorResponse GetV0(EmulatorCall call) => _models.FirstOrDefault(model => model.Id == call.Id) is { } model
        ? Json(writer => WriteV0(writer, model))
        : throw new EmulatorRejectionException(new() { Status = 404, Message = $"Model \"{call.Id}\" not found.", Code = "model_not_found" });

    private EmulatorResponse ListV1(EmulatorCall call) => Json(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("models");
        foreach (var model in _models)
        {
            WriteV1(writer, model);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static EmulatorResponse Json(Action<Utf8JsonWriter> write) => new()
    {
        Headers = new Dictionary<string, string> { ["content-type"] = "application/json; charset=utf-8" },
        Body = [new(JsonText.WriteIndented(write))],
    };

    private static void WriteV0(Utf8JsonWriter writer, LMStudioModel model)
    {
        writer.WriteStartObject();
        writer.WriteString("id", model.Id);
        writer.WriteString("object", "model");
        writer.WriteString("type", model.Type);
        writer.WriteString("publisher", model.Publisher);
        writer.WriteString("arch", model.Architecture);
        writer.WriteString("compatibility_type", model.Format);
        writer.WriteString("quantization", model.Quantization);
        writer.WriteString("state", model.LoadedContextLength is null ? "not-loaded" : "loaded");
        writer.WriteNumber("max_context_length", model.MaxContextLength);
        if (model.LoadedContextLength is { } loaded)
        {
            writer.WriteNumber("loaded_context_length", loaded);
        }

        // Since 0.3.16: https://lmstudio.ai/docs/developer/api-changelog.
        if (model.UsesTools)
        {
            writer.WriteStartArray("capabilities");
            writer.WriteStringValue("tool_use");
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteV1(Utf8JsonWriter writer, LMStudioModel model)
    {
        writer.WriteStartObject();
        writer.WriteString("type", model.IsEmbedding ? "embedding" : "llm");
        writer.WriteString("publisher", model.Publisher);
        writer.WriteString("key", model.Id);
        writer.WriteString("display_name", model.DisplayName);
        if (!model.IsEmbedding)
        {
            writer.WriteString("architecture", model.Architecture);
        }

        writer.WriteStartObject("quantization");
        writer.WriteString("name", model.Quantization);
        writer.WriteNumber("bits_per_weight", model.BitsPerWeight);
        writer.WriteEndObject();
        writer.WriteNumber("size_bytes", model.SizeBytes);
        writer.WriteString("params_string", model.Parameters);
        WriteInstances(writer, model);
        writer.WriteNumber("max_context_length", model.MaxContextLength);
        writer.WriteString("format", model.Format);
        if (!model.IsEmbedding)
        {
            writer.WriteStartObject("capabilities");
            writer.WriteBoolean("vision", model.ReadsImages);
            writer.WriteBoolean("trained_for_tool_use", model.UsesTools);
            writer.WriteEndObject();
            writer.WriteNull("description");
        }

        writer.WriteEndObject();
    }

    private static void WriteInstances(Utf8JsonWriter writer, LMStudioModel model)
    {
        writer.WriteStartArray("loaded_instances");
        if (model.LoadedContextLength is { } loaded)
        {
            writer.WriteStartObject();
            writer.WriteString("id", model.Id);
            writer.WriteStartObject("config");
            writer.WriteNumber("context_length", loaded);
            if (!model.IsEmbedding)
            {
                writer.WriteNumber("eval_batch_size", 512);
                writer.WriteBoolean("flash_attention", false);
                writer.WriteNumber("num_experts", 0);
                writer.WriteBoolean("offload_kv_cache_to_gpu", true);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
