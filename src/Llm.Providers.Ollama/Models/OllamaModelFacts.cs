using System.Globalization;
using System.Text.Json;

namespace Llm.Providers.Ollama;

/// <summary>Reads what the server says of a model, in the shapes of its list and of a single model.</summary>
internal static class OllamaModelFacts
{
    private const ModelCapabilities Told =
        ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Embeddings | ModelCapabilities.Streaming | ModelCapabilities.Tools | ModelCapabilities.StructuredOutput | ModelCapabilities.Reasoning;

    public static ModelItem Read(JsonElement model, string id, string providerId)
    {
        var details = model.Object("details"u8);
        var info = model.Object("model_info"u8);
        var item = new ModelItem
        {
            Id = id,
            ProviderId = providerId,
            Origin = ModelOrigin.Discovered,
            Status = ModelStatus.Active,
            ContextWindow = Length(details.Number("context_length"u8) ?? InfoNumber(info, ".context_length")),
            Extra = Extra(model, details, info),
        };
        return model.Items("capabilities"u8) is { } words ? WithCapabilities(item, words, details.Number("embedding_length"u8) ?? InfoNumber(info, ".embedding_length")) : item;
    }

    /// <summary>Fills in what is not known yet; what is known stays.</summary>
    public static ModelItem Complete(ModelItem known, ModelItem found) => known with
    {
        Name = known.Name ?? found.Name,
        Status = known.Status == ModelStatus.Unknown ? found.Status : known.Status,
        Input = known.Input == Modalities.None ? found.Input : known.Input,
        Output = known.Output == Modalities.None ? found.Output : known.Output,
        Capabilities = known.Capabilities | (found.Capabilities & ~known.KnownCapabilities),
        KnownCapabilities = known.KnownCapabilities | found.KnownCapabilities,
        ContextWindow = known.ContextWindow ?? found.ContextWindow,
        EmbeddingDimensions = known.EmbeddingDimensions ?? found.EmbeddingDimensions,
        Extra = found.Extra.Concat(known.Extra).GroupBy(e => e.Key).ToDictionary(g => g.Key, g => g.Last().Value),
    };

    // https://github.com/ollama/ollama/blob/main/types/model/capability.go
    private static ModelItem WithCapabilities(ModelItem item, IEnumerable<JsonElement> words, long? embeddingLength)
    {
        var (input, output, capabilities) = (Modalities.Text, Modalities.None, ModelCapabilities.None);
        foreach (var word in words)
        {
            switch (word.ValueKind == JsonValueKind.String ? word.GetString() : null)
            {
                case "completion":
                    capabilities |= ModelCapabilities.Chat | ModelCapabilities.Completion | ModelCapabilities.Streaming | ModelCapabilities.StructuredOutput;
                    output |= Modalities.Text;
                    break;
                case "tools":
                    capabilities |= ModelCapabilities.Tools;
                    break;
                case "thinking":
                    capabilities |= ModelCapabilities.Reasoning;
                    break;
                case "embedding":
                    capabilities |= ModelCapabilities.Embeddings;
                    output |= Modalities.Embedding;
                    break;
                case "vision":
                    input |= Modalities.Image;
                    break;
                case "audio":
                    input |= Modalities.Audio;
                    break;
                case "image":
                    output |= Modalities.Image;
                    break;
            }
        }

        return item with
        {
            Input = input, Output = output, Capabilities = capabilities, KnownCapabilities = Told,
            EmbeddingDimensions = (capabilities & ModelCapabilities.Embeddings) != 0 ? Length(embeddingLength) : null,
        };
    }

    private static Dictionary<string, string> Extra(JsonElement model, JsonElement details, JsonElement info)
    {
        var extra = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(extra, "digest", model.Text("digest"u8));
        Add(extra, "size", model.Number("size"u8)?.ToString(CultureInfo.InvariantCulture));
        Add(extra, "modified_at", model.Text("modified_at"u8));
        Add(extra, "remote_model", model.Text("remote_model"u8));
        Add(extra, "remote_host", model.Text("remote_host"u8));
        Add(extra, "format", details.Text("format"u8));
        Add(extra, "family", details.Text("family"u8));
        Add(extra, "architecture", info.Text("general.architecture"u8));
        Add(extra, "parameter_size", details.Text("parameter_size"u8));
        Add(extra, "quantization", details.Text("quantization_level"u8));
        Add(extra, "parameters", model.Text("parameters"u8));
        var thinking = model.Object("thinking"u8);
        if (thinking.Items("values"u8) is { } values)
        {
            extra[OllamaThinking.ValuesKey] = string.Join(',', values.Select(v => v.ValueKind == JsonValueKind.String ? v.GetString() : v.GetRawText()));
        }

        return extra;
    }

    // The name is made of the architecture, such as "qwen3.context_length".
    private static long? InfoNumber(JsonElement info, string end)
    {
        if (info.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var member = info.EnumerateObject().FirstOrDefault(m => m.Name.EndsWith(end, StringComparison.Ordinal) && m.Value.ValueKind == JsonValueKind.Number);
        return member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var number) ? number : null;
    }

    private static int? Length(long? number) => number is > 0 and <= int.MaxValue ? (int)number : null;

    private static void Add(Dictionary<string, string> extra, string name, string? value)
    {
        if (value is not null)
        {
            extra[name] = value;
        }
    }
}
