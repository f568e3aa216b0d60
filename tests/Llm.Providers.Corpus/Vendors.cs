using Llm.Providers.Google;
using Llm.Providers.LMStudio;
using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;

namespace Llm.Providers.Corpus;

/// <summary>Finds the provider of a vendor that speaks chat completions: its own, its preset, or none that is special.</summary>
internal static class Vendors
{
    private static readonly Dictionary<string, string> s_otherNames = new() { ["moonshotai"] = "moonshot" };

    private static readonly Dictionary<string, OpenAICompatiblePreset> s_presets = OpenAICompatiblePresets.All.ToDictionary(p => p.Id);

    public static BaseLlmProvider Create(string vendor, string key, ProviderServices services) => vendor switch
    {
        "openai" => new OpenAIProvider(new() { ApiKey = key, MaxRetries = 0 }, services),
        "lmstudio" => new LMStudioProvider(new() { ApiKey = key, MaxRetries = 0 }, services),
        _ => new OpenAICompatibleProvider(PresetOf(vendor), new() { ApiKey = key, MaxRetries = 0 }, services),
    };

    /// <summary>Finds the provider of Google's own wire; the vendor speaks chat completions too.</summary>
    public static BaseLlmProvider CreateGemini(string vendor, string key, ProviderServices services) => vendor == "google-vertex"
        ? new GoogleVertexProvider(new() { ApiKey = key, MaxRetries = 0, Project = "replayed" }, services)
        : new GoogleProvider(new() { ApiKey = key, MaxRetries = 0 }, services);

    private static OpenAICompatiblePreset PresetOf(string vendor) =>
        s_presets.GetValueOrDefault(s_otherNames.GetValueOrDefault(vendor, vendor))
        ?? new() { Id = vendor, DisplayName = vendor, Endpoint = new("https://replay.invalid/v1/"), Embeddings = new() };
}
