using Llm.Providers.LMStudio;
using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;

namespace Llm.Providers.Corpus;

/// <summary>Finds the provider of a vendor: its own, its preset for chat completions, or none that is special.</summary>
internal static class Vendors
{
    private static readonly Dictionary<string, string> s_otherNames = new() { ["moonshotai"] = "moonshot" };

    private static readonly Dictionary<string, OpenAICompatiblePreset> s_presets = OpenAICompatiblePresets.All.ToDictionary(p => p.Id);

    public static BaseLlmProvider Create(string vendor, string key, ProviderServices services) => vendor switch
    {
        "openai" => new OpenAIProvider(new() { ApiKey = key, MaxRetries = 0, Wire = OpenAIWire.ChatCompletions }, services),
        "azure" => new AzureOpenAIProvider(new() { ApiKey = key, MaxRetries = 0, Endpoint = new("https://replay.invalid") }, services),
        "lmstudio" => new LMStudioProvider(new() { ApiKey = key, MaxRetries = 0 }, services),
        _ => new OpenAICompatibleProvider(PresetOf(vendor), new() { ApiKey = key, MaxRetries = 0 }, services),
    };

    /// <summary>Creates the provider of a host that speaks responses: Azure's own, or OpenAI's with that host's dialect.</summary>
    public static BaseLlmProvider CreateResponses(string vendor, string key, ProviderServices services) => vendor == "azure"
        ? new AzureOpenAIProvider(new() { ApiKey = key, MaxRetries = 0, Endpoint = new("https://replay.invalid"), Wire = OpenAIWire.Responses }, services)
        : new OpenAIProvider(
            new()
            {
                ApiKey = key, MaxRetries = 0, Wire = OpenAIWire.Responses, Endpoint = new("https://replay.invalid/v1/"),
                ResponsesDialect = vendor switch
                {
                    "xai" => ResponsesDialects.XAI,
                    "openrouter" => ResponsesDialects.OpenRouter,
                    "deepseek" => ResponsesDialects.DeepSeek,
                    "lmstudio" => ResponsesDialects.LMStudio,
                    "bedrock-mantle" => ResponsesDialects.BedrockMantle,
                    _ => ResponsesDialects.OpenAI,
                },
            },
            services);

    private static OpenAICompatiblePreset PresetOf(string vendor) =>
        s_presets.GetValueOrDefault(s_otherNames.GetValueOrDefault(vendor, vendor))
        ?? new() { Id = vendor, DisplayName = vendor, Endpoint = new("https://replay.invalid/v1/"), Embeddings = new() };
}
