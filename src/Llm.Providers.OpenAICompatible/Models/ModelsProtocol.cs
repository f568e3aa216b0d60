using System.Globalization;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The list of models, with what vendors add to it.</summary>
/// <param name="path">The path below the endpoint.</param>
/// <remarks>See <see href="https://platform.openai.com/docs/api-reference/models/list">the reference</see>.</remarks>
public sealed class ModelsProtocol(string path = "models") : ModelListProtocol
{
    /// <inheritdoc/>
    public override void Render(WireRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Method = HttpMethod.Get;
        request.Path = path;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ModelItem> Parse(ReadOnlySpan<byte> body, string providerId)
    {
        var reader = new Utf8JsonReader(body);
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        var list = root.ValueKind == JsonValueKind.Array ? root
            : root.TryGetProperty("data"u8, out var data) && data.ValueKind == JsonValueKind.Array ? data
            : throw new JsonException("There is no list of models.");
        return [.. list.EnumerateArray().Where(m => m.Text("id"u8) is not null).Select(m => Read(m, providerId))];
    }

    private static ModelItem Read(JsonElement model, string providerId)
    {
        var architecture = model.TryGetProperty("architecture"u8, out var value) && value.ValueKind == JsonValueKind.Object ? value : default;
        return new()
        {
            Id = model.Text("id"u8)!,
            ProviderId = providerId,
            Name = model.Text("name"u8) ?? model.Text("display_name"u8),
            Origin = ModelOrigin.Discovered,
            ContextWindow = Number(model, "context_length", "context_window", "max_context_length", "max_model_len"),
            MaxOutputTokens = Number(model, "max_completion_tokens", "max_output_tokens") ?? (model.TryGetProperty("top_provider"u8, out var top) ? Number(top, "max_completion_tokens") : null),
            Released = Released(model),
            Input = Modality(architecture, "input_modalities"u8),
            Output = Modality(architecture, "output_modalities"u8),
            Prices = Prices(model),
        };
    }

    private static int? Number(JsonElement parent, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number > 0)
            {
                return number;
            }
        }

        return null;
    }

    private static DateOnly? Released(JsonElement model) =>
        model.TryGetProperty("created"u8, out var created) && created.ValueKind == JsonValueKind.Number && created.TryGetDouble(out var count) && UnixTime.Read(count) is { } time
            ? DateOnly.FromDateTime(time.UtcDateTime)
            : null;

    private static Modalities Modality(JsonElement architecture, ReadOnlySpan<byte> name)
    {
        var result = Modalities.None;
        foreach (var word in architecture.Items(name))
        {
            result |= (word.ValueKind == JsonValueKind.String ? word.GetString() : null) switch
            {
                "text" => Modalities.Text,
                "image" => Modalities.Image,
                "audio" => Modalities.Audio,
                "video" => Modalities.Video,
                "file" or "pdf" => Modalities.Pdf,
                "embeddings" => Modalities.Embedding,
                _ => Modalities.None,
            };
        }

        return result;
    }

    // Gateways that show prices write US dollars per token, as text.
    private static ModelPrices? Prices(JsonElement model)
    {
        if (!model.TryGetProperty("pricing"u8, out var pricing) || pricing.ValueKind != JsonValueKind.Object || PerMillion(pricing, "prompt"u8) is not { } input)
        {
            return null;
        }

        return new() { Input = input, Output = PerMillion(pricing, "completion"u8), CacheRead = PerMillion(pricing, "input_cache_read"u8), CacheWrite = PerMillion(pricing, "input_cache_write"u8) };
    }

    private static decimal? PerMillion(JsonElement pricing, ReadOnlySpan<byte> name) =>
        decimal.TryParse(pricing.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var perToken) && perToken >= 0 ? perToken * 1_000_000 : null;
}
