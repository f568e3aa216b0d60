using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>The list of models, in pages.</summary>
/// <remarks>
/// See <see href="https://ai.google.dev/api/models#method:-models.list">models.list</see>; on Vertex AI
/// <see href="https://cloud.google.com/vertex-ai/docs/reference/rest/v1beta1/publishers.models/list">publishers.models.list</see>, which only v1beta1 has.
/// </remarks>
internal sealed class GeminiModelList(GeminiSurface surface) : ModelListProtocol
{
    private readonly string _path = surface.IsVertex ? "/v1beta1/publishers/google/models?pageSize=300" : "models?pageSize=1000";

    /// <inheritdoc/>
    public override void Render(WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Path = _path;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ModelItem> Parse(ReadOnlySpan<byte> body, string providerId)
    {
        var reader = new Utf8JsonReader(body);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var list = root.Member("models"u8) is { ValueKind: JsonValueKind.Array } models ? models : root.Member("publisherModels"u8);
        return list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(m => m.Text("name"u8) is not null).Select(m => Read(m, providerId))]
            : root.ValueKind == JsonValueKind.Object && !root.EnumerateObject().Any(m => m.NameEquals("error"u8)) ? [] : throw new JsonException("There is no list of models.");
    }

    /// <inheritdoc/>
    public override string? NextPage(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.Text("nextPageToken"u8) is { Length: > 0 } token ? $"{_path}&pageToken={Uri.EscapeDataString(token)}" : null;
    }

    /// <inheritdoc/>
    public override WireError ParseError(ReadOnlySpan<byte> body) => GeminiErrors.Parse(body);

    private static ModelItem Read(JsonElement model, string providerId)
    {
        var name = model.Text("name"u8)!;
        string[] methods = [.. model.Items("supportedGenerationMethods"u8).Select(m => m.ToString())];
        var (can, known) = Capabilities(methods, model);
        return new()
        {
            Id = name.StartsWith("tunedModels/", StringComparison.Ordinal) ? name : name[(name.LastIndexOf('/') + 1)..],
            ProviderId = providerId,
            Name = model.Text("displayName"u8),
            Origin = ModelOrigin.Discovered,
            ContextWindow = model.Number("inputTokenLimit"u8),
            MaxOutputTokens = (can & ModelCapabilities.Chat) != 0 ? model.Number("outputTokenLimit"u8) : null,
            Output = (can & ModelCapabilities.Embeddings) != 0 ? Modalities.Embedding : Modalities.None,
            Capabilities = can,
            KnownCapabilities = known,
        };
    }

    private static (ModelCapabilities Can, ModelCapabilities Known) Capabilities(string[] methods, JsonElement model)
    {
        if (methods.Length == 0)
        {
            return default;
        }

        var can = ModelCapabilities.None;
        can |= methods.Contains("generateContent") ? ModelCapabilities.Chat | ModelCapabilities.Streaming : ModelCapabilities.None;
        can |= methods.Any(m => m is "embedContent" or "batchEmbedContents") ? ModelCapabilities.Embeddings : ModelCapabilities.None;
        can |= model.Member("thinking"u8).ValueKind == JsonValueKind.True ? ModelCapabilities.Reasoning : ModelCapabilities.None;
        return (can, ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Embeddings | (can & ModelCapabilities.Reasoning));
    }
}
