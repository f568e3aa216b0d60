using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.OpenAI;

namespace Llm.Providers.Corpus.Usages;

/// <summary>Finds the model of a row where a user would: in the catalog of its provider.</summary>
internal static class UsageCatalogs
{
    private const string Key = "replay-key-3c1f0a";

    private static readonly ProviderServices s_offline = new(new HttpClient(new UsageHandler(() => []))) { Environment = _ => null };

    private static readonly Dictionary<string, BaseLlmProvider> s_providers = new()
    {
        ["openai"] = new OpenAIProvider(new() { ApiKey = Key }, s_offline),
        ["azure"] = new AzureOpenAIProvider(new() { ApiKey = Key, Endpoint = new("https://replay.invalid") }, s_offline),
        ["anthropic"] = new AnthropicProvider(new() { ApiKey = Key }, s_offline),
        ["google"] = new GoogleProvider(new() { ApiKey = Key }, s_offline),
        ["google/anthropic"] = new GoogleVertexProvider(new() { ApiKey = Key, Project = "replayed" }, s_offline),
        ["huggingface"] = Preset("huggingface"),
        ["groq"] = Preset("groq"),
        ["mistral"] = Preset("mistral"),
        ["deepseek"] = Preset("deepseek"),
        ["openrouter"] = Preset("openrouter"),
        ["x-ai"] = Preset("xai"),
        ["cerebras"] = Preset("cerebras"),
        ["perplexity"] = Preset("perplexity"),
        ["fireworks"] = Preset("fireworks"),
        ["moonshotai"] = Preset("moonshot"),
        ["zai"] = Preset("zai"),
    };

    public static bool Has(UsageRow row) => ProviderOf(row) is not null;

    /// <summary>Finds the model of a row.</summary>
    /// <returns>The model; <see langword="null"/> when the catalog does not know it.</returns>
    public static ModelItem? Find(UsageRow row)
    {
        // Who serves behind Hugging Face's router is named after the model, and has prices of its own: only that very id is meant.
        var host = HostOf(row.Provider);
        var id = host is null ? row.Model : $"{row.Model}:{host}";
        var model = ProviderOf(row)!.GetModel(id);
        return model.Origin == ModelOrigin.Assumed || (host is not null && model.Id != id) ? null : model;
    }

    private static BaseLlmProvider? ProviderOf(UsageRow row) =>
        s_providers.GetValueOrDefault($"{row.Provider}/{row.Flavor}") ?? s_providers.GetValueOrDefault(HostOf(row.Provider) is null ? row.Provider : "huggingface");

    private static string? HostOf(string provider) => provider.StartsWith("huggingface_", StringComparison.Ordinal) ? provider["huggingface_".Length..] : null;

    private static BaseLlmProvider Preset(string id) => Vendors.Create(id, Key, s_offline);
}
