// Facts: ids from the vendor's client (sambanova 1.4.0 on npm); limits and prices are not known.
using static Llm.Providers.OpenAICompatible.StarterModels;

namespace Llm.Providers.OpenAICompatible;

/// <summary>The models of SambaNova Cloud that are known without asking.</summary>
internal static class SambaNovaModels
{
    public static IReadOnlyList<ModelItem> All { get; } = Of("sambanova", "https://docs.sambanova.ai/docs/en/features/openai-compatibility",
    [
        Named("Meta-Llama-3.3-70B-Instruct") with { IsDefault = true },
        Named("DeepSeek-V3.1"),
        Named("gpt-oss-120b"),
        Named("Llama-4-Maverick-17B-128E-Instruct"),
        Embedding("E5-Mistral-7B-Instruct", "E5 Mistral 7B Instruct") with { IsDefault = true },
    ]);

    private static ModelItem Named(string id) => new()
    {
        Id = id, ProviderId = "",
        Capabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming,
        KnownCapabilities = ModelCapabilities.Chat | ModelCapabilities.Streaming | ModelCapabilities.Embeddings,
    };
}
