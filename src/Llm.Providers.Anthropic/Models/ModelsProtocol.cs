using System.Globalization;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Anthropic;

/// <summary>The list of models, page by page, with limits and capabilities.</summary>
/// <param name="dialect">What the version and the server do differently.</param>
/// <remarks>See <see href="https://platform.claude.com/docs/en/api/models-list">the reference</see>.</remarks>
internal sealed class ModelsProtocol(MessagesDialect dialect) : ModelListProtocol
{
    // The largest page there is: https://platform.claude.com/docs/en/api/models-list
    private const string FirstPage = "models?limit=1000";

    private static readonly string[] s_efforts = ["low", "medium", "high", "xhigh", "max"];

    private static readonly (string Name, ModelCapabilities Flag)[] s_flags =
    [
        ("structured_outputs", ModelCapabilities.StructuredOutput), ("thinking", ModelCapabilities.Reasoning),
    ];

    /// <inheritdoc/>
    public override void Render(WireRequest request)
    {
        request.Method = HttpMethod.Get;
        request.Path = dialect.PathPrefix + FirstPage;
        request.Headers[MessagesDialect.VersionHeader] = dialect.ApiVersion;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ModelItem> Parse(ReadOnlySpan<byte> body, string providerId)
    {
        using var document = Read(body);
        if (document.RootElement.Member("data"u8).ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("There is no list of models.");
        }

        return [.. document.RootElement.Items("data"u8).Where(m => m.Text("id"u8) is not null).Select(m => Read(m, providerId))];
    }

    /// <inheritdoc/>
    public override string? NextPage(ReadOnlySpan<byte> body)
    {
        using var document = Read(body);
        return document.RootElement.Member("has_more"u8).ValueKind == JsonValueKind.True && document.RootElement.Text("last_id"u8) is { } last
            ? $"{dialect.PathPrefix}{FirstPage}&after_id={Uri.EscapeDataString(last)}"
            : null;
    }

    /// <inheritdoc/>
    public override WireError ParseError(ReadOnlySpan<byte> body) => MessagesErrors.Parse(body);

    private static JsonDocument Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        return JsonDocument.ParseValue(ref reader);
    }

    private static ModelItem Read(JsonElement model, string providerId)
    {
        var capabilities = model.Member("capabilities"u8);
        var (able, known) = Flags(capabilities);
        return new()
        {
            Id = model.Text("id"u8)!,
            ProviderId = providerId,
            Name = model.Text("display_name"u8),
            Origin = ModelOrigin.Discovered,
            Status = Status(model.Text("lifecycle"u8)),
            Input = Input(capabilities),
            Output = Modalities.Text,
            Capabilities = able,
            KnownCapabilities = known,
            ContextWindow = (int?)model.Number("max_input_tokens"u8),
            MaxOutputTokens = (int?)model.Number("max_tokens"u8),
            Released = Released(model.Text("created_at"u8)),
            Reasoning = Thinking(capabilities),
        };
    }

    private static (ModelCapabilities Able, ModelCapabilities Known) Flags(JsonElement capabilities)
    {
        var able = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.ParallelTools; // every model of this API
        var known = able;
        foreach (var (name, flag) in s_flags)
        {
            if (Supports(capabilities, name) is { } supported)
            {
                known |= flag;
                able |= supported ? flag : ModelCapabilities.None;
            }
        }

        return (able, known);
    }

    private static Modalities Input(JsonElement capabilities) => capabilities.Exists()
        ? Modalities.Text
            | (Supports(capabilities, "image_input") == true ? Modalities.Image : Modalities.None)
            | (Supports(capabilities, "pdf_input") == true ? Modalities.Pdf : Modalities.None)
        : Modalities.None;

    private static ReasoningSupport? Thinking(JsonElement capabilities)
    {
        var types = capabilities.Member("thinking"u8).Member("types"u8);
        var effort = capabilities.Member("effort"u8);
        return !types.Exists() && !effort.Exists() ? null : new()
        {
            Adaptive = Supports(types, "adaptive"),
            TakesBudget = Supports(types, "enabled"),
            Efforts = [.. s_efforts.Where(e => Supports(effort, e) == true)],
        };
    }

    private static bool? Supports(JsonElement capabilities, string name) =>
        capabilities.ValueKind == JsonValueKind.Object && capabilities.TryGetProperty(name, out var capability)
            ? capability.Member("supported"u8).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null }
            : null;

    private static ModelStatus Status(string? lifecycle) => lifecycle switch
    {
        "active" => ModelStatus.Active,
        "deprecated" => ModelStatus.Deprecated,
        "retired" => ModelStatus.Retired,
        _ => ModelStatus.Unknown,
    };

    // The vendor writes the first day of 1970 for a date it does not know.
    private static DateOnly? Released(string? time) =>
        DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var created) && created.Year > 1970 ? DateOnly.FromDateTime(created.UtcDateTime) : null;
}
