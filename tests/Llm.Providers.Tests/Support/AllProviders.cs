using Llm.Providers.Anthropic;
using Llm.Providers.Google;
using Llm.Providers.LMStudio;
using Llm.Providers.Ollama;
using Llm.Providers.OpenAI;
using Llm.Providers.OpenAICompatible;
using Microsoft.Extensions.DependencyInjection;

namespace Llm.Providers.Tests.Support;

/// <summary>Every provider of every package, as its package describes it.</summary>
internal static class AllProviders
{
    public static IReadOnlyDictionary<string, IReadOnlyList<ProviderDescriptor>> ByPackage { get; } = new Dictionary<string, IReadOnlyList<ProviderDescriptor>>
    {
        ["Llm.Providers.Anthropic"] = [AnthropicProvider.Description],
        ["Llm.Providers.Google"] = [GoogleProvider.Description, GoogleVertexProvider.Description],
        ["Llm.Providers.LMStudio"] = [LMStudioProvider.Description],
        ["Llm.Providers.Ollama"] = [OllamaProvider.Description],
        ["Llm.Providers.OpenAI"] = [OpenAIProvider.Description, AzureOpenAIProvider.Description],
        ["Llm.Providers.OpenAICompatible"] = [.. OpenAICompatiblePresets.All.Select(p => p.Descriptor)],
    };

    public static IEnumerable<ProviderDescriptor> Descriptors => ByPackage.Values.SelectMany(d => d);

    public static TheoryData<string> Ids => [.. Descriptors.Select(d => d.Id)];

    public static ProviderDescriptor Find(string id) => Descriptors.Single(d => d.Id == id);

    /// <summary>Makes a provider as its package does.</summary>
    public static BaseLlmProvider Create(string id, LlmProviderOptions? options, ProviderServices services) => id switch
    {
        "anthropic" => new AnthropicProvider((AnthropicOptions?)options, services),
        "google" => new GoogleProvider((GoogleOptions?)options, services),
        "google-vertex" => new GoogleVertexProvider((GoogleVertexOptions?)options, services),
        "lmstudio" => new LMStudioProvider((LMStudioOptions?)options, services),
        "ollama" => new OllamaProvider((OllamaOptions?)options, services),
        "openai" => new OpenAIProvider((OpenAIOptions?)options, services),
        "azure" => new AzureOpenAIProvider((AzureOpenAIOptions?)options, services),
        _ => new OpenAICompatibleProvider(OpenAICompatiblePresets.All.Single(p => p.Id == id), (OpenAICompatibleOptions?)options, services),
    };

    /// <summary>Adds a provider as an application does.</summary>
    public static LlmProvidersBuilder AddById(this LlmProvidersBuilder builder, string id) => id switch
    {
        "anthropic" => builder.AddAnthropic(),
        "google" => builder.AddGoogle(),
        "google-vertex" => builder.AddGoogleVertex(),
        "lmstudio" => builder.AddLMStudio(),
        "ollama" => builder.AddOllama(),
        "openai" => builder.AddOpenAI(),
        "azure" => builder.AddAzureOpenAI(),
        _ => builder.AddOpenAICompatible(OpenAICompatiblePresets.All.Single(p => p.Id == id)),
    };
}
