namespace Llm.Providers.OpenAICompatible;

/// <summary>All presets of this package.</summary>
public static class OpenAICompatiblePresets
{
    /// <summary>Gets the presets: vendors first, then servers on this machine, then <see cref="Generic"/>.</summary>
    public static IReadOnlyList<OpenAICompatiblePreset> All { get; } =
    [
        DeepSeek.Preset,
        Mistral.Preset,
        Groq.Preset,
        XAI.Preset,
        OpenRouter.Preset,
        Perplexity.Preset,
        Together.Preset,
        Fireworks.Preset,
        Cerebras.Preset,
        HuggingFace.Preset,
        Moonshot.Preset,
        ZAI.Preset,
        Alibaba.Preset,
        Nvidia.Preset,
        GitHubModels.Preset,
        DeepInfra.Preset,
        Nebius.Preset,
        SambaNova.Preset,
        Voyage.Preset,
        Vllm.Preset,
        LlamaCpp.Preset,
        LiteLlm.Preset,
        Generic.Preset,
    ];
}
