using System.Globalization;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.LMStudio;

/// <summary>LM Studio's native model list, in the shapes of its versions 0.4 (<c>/api/v1</c>) and 0.3 (<c>/api/v0</c>).</summary>
internal sealed class LMStudioModelList : ModelListProtocol
{
    private readonly string _path;
    private readonly string _listName;
    private readonly string _idName;

    private LMStudioModelList(string path, string listName, string idName) => (_path, _listName, _idName) = (path, listName, idName);

    public static LMStudioModelList Version1 { get; } = new("/api/v1/models", "models", "key");

    public static LMStudioModelList Version0 { get; } = new("/api/v0/models", "data", "id");

    public override void Render(WireRequest request)
    {
        request.Method = HttpMethod.Get;
        request.Path = _path;
    }

    public override IReadOnlyList<ModelItem> Parse(ReadOnlySpan<byte> body, string providerId)
    {
        var reader = new Utf8JsonReader(body);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.TryGetProperty(_listName, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(m => Text(m, _idName) is not null).Select(m => Read(m, providerId))]
            : throw new JsonException($"There is no list \"{_listName}\".");
    }

    private ModelItem Read(JsonElement model, string providerId)
    {
        var type = Text(model, "type");
        var isEmbedding = type is "embedding" or "embeddings";
        var capabilities = model.TryGetProperty("capabilities"u8, out var value) && value.ValueKind == JsonValueKind.Object ? value : default;
        var sees = type == "vlm" || Flag(capabilities, "vision") == true;
        var tools = Flag(capabilities, "trained_for_tool_use");
        return new()
        {
            Id = Text(model, _idName)!,
            ProviderId = providerId,
            Name = Text(model, "display_name"),
            Origin = ModelOrigin.Discovered,
            Status = ModelStatus.Active,
            Input = sees ? Modalities.Text | Modalities.Image : Modalities.Text,
            Output = isEmbedding ? Modalities.Embedding : Modalities.Text,
            Capabilities = isEmbedding ? ModelCapabilities.Embeddings : ModelCapabilities.Chat | ModelCapabilities.Streaming | (tools == true ? ModelCapabilities.Tools : 0),
            KnownCapabilities = ModelCapabilities.Chat | ModelCapabilities.Embeddings | ModelCapabilities.Streaming,
            ContextWindow = Number(model, "max_context_length"),
            Extra = Extra(model),
        };
    }

    private static Dictionary<string, string> Extra(JsonElement model)
    {
        var extra = new Dictionary<string, string>(StringComparer.Ordinal);
        var loaded = model.TryGetProperty("loaded_instances"u8, out var instances) && instances.ValueKind == JsonValueKind.Array && instances.GetArrayLength() > 0 ? instances[0] : default;
        extra["state"] = Text(model, "state") ?? (loaded.ValueKind == JsonValueKind.Object ? "loaded" : "not-loaded");
        var length = Number(model, "loaded_context_length") ?? (loaded.ValueKind == JsonValueKind.Object && loaded.TryGetProperty("config"u8, out var config) ? Number(config, "context_length") : null);
        Add(extra, "loaded_context_length", length?.ToString(CultureInfo.InvariantCulture));
        Add(extra, "architecture", Text(model, "architecture") ?? Text(model, "arch"));
        Add(extra, "quantization", Text(model, "quantization") ?? (model.TryGetProperty("quantization"u8, out var quantization) ? Text(quantization, "name") : null));
        Add(extra, "publisher", Text(model, "publisher"));
        return extra;
    }

    private static void Add(Dictionary<string, string> extra, string name, string? value)
    {
        if (value is not null)
        {
            extra[name] = value;
        }
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static bool? Flag(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null } : null;
}
