using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Ollama;

/// <summary>What a caller wants in the body beyond the options of Microsoft.Extensions.AI, each where the wire wants it: beside the messages or among <c>options</c>.</summary>
/// <remarks>What is given here wins over the typed options; the raw request wins over additional properties.</remarks>
internal sealed class OllamaExtras
{
    private const string Options = "options";

    private static readonly OllamaExtras s_none = new();

    // https://docs.ollama.com/modelfile#valid-parameters-and-values, and those of the runner: https://github.com/ollama/ollama/blob/main/api/types.go
    private static readonly FrozenSet<string> s_options = FrozenSet.ToFrozenSet(
        [
            "num_ctx", "num_predict", "num_keep", "seed", "temperature", "top_k", "top_p", "min_p", "tfs_z", "typical_p", "stop",
            "repeat_last_n", "repeat_penalty", "presence_penalty", "frequency_penalty", "penalize_newline", "mirostat", "mirostat_tau", "mirostat_eta",
            "num_batch", "num_gpu", "main_gpu", "num_thread", "numa", "low_vram", "use_mmap", "use_mlock", "vocab_only", "f16_kv", "logits_all",
        ],
        StringComparer.Ordinal);

    private readonly Dictionary<string, object?> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> _options = new(StringComparer.Ordinal);

    public bool HasOptions => _options.Count > 0;

    public static OllamaExtras Of(ChatCall call)
    {
        _ = RequestExtras.Of(call); // checks that the raw request is an object
        return call.RawRequest is null && call.Options.AdditionalProperties is not { Count: > 0 } ? s_none : new OllamaExtras().Add(call.RawRequest).Add(call.Options.AdditionalProperties);
    }

    public static OllamaExtras Of(EmbeddingGenerationOptions options) => options.AdditionalProperties is { Count: > 0 } given ? new OllamaExtras().Add(given) : s_none;

    public bool Has(string member) => _members.ContainsKey(member);

    public bool HasOption(string name) => _options.ContainsKey(name);

    public void WriteMembers(Utf8JsonWriter json) => Write(json, _members);

    public void WriteOptions(Utf8JsonWriter json) => Write(json, _options);

    private static void Write(Utf8JsonWriter json, Dictionary<string, object?> members)
    {
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            JsonValues.Write(json, value);
        }
    }

    private OllamaExtras Add(object? raw)
    {
        foreach (var (name, value) in Members(raw))
        {
            AddMember(name, value);
        }

        return this;
    }

    private OllamaExtras Add(AdditionalPropertiesDictionary? properties)
    {
        foreach (var (name, value) in properties ?? [])
        {
            if (s_options.Contains(name))
            {
                _options.TryAdd(name, value);
            }
            else if (!name.StartsWith(LlmPropertyNames.Prefix, StringComparison.Ordinal) && name != OllamaTools.StrictProperty)
            {
                AddMember(name, value);
            }
        }

        return this;
    }

    private void AddMember(string name, object? value)
    {
        if (name != Options)
        {
            _members.TryAdd(name, value);
            return;
        }

        foreach (var (option, setting) in Members(value))
        {
            _options.TryAdd(option, setting);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Members(object? value) => value switch
    {
        null => [],
        JsonObject node => node.Select(m => new KeyValuePair<string, object?>(m.Key, m.Value)),
        JsonElement { ValueKind: JsonValueKind.Object } element => element.EnumerateObject().Select(m => new KeyValuePair<string, object?>(m.Name, m.Value)),
        IEnumerable<KeyValuePair<string, object?>> pairs => pairs,
        _ => throw new LlmProviderException(LlmErrorKind.InvalidRequest, $"\"{Options}\" is a {value.GetType().Name}; give a JSON object or a dictionary of strings and objects."),
    };
}
