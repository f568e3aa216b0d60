using Llm.Providers;
using Llm.Providers.OpenAICompatible;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds providers that speak the chat completions protocol.</summary>
/// <remarks>
/// All methods throw <see cref="ArgumentException"/> when there is a provider of the name already: give the second one a name of its own.
/// Nothing is sent when a provider is added or created.
/// </remarks>
public static class OpenAICompatibleLlmProvidersBuilderExtensions
{
    /// <summary>Adds a provider by its preset, one of this package or one of your own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="preset">The vendor.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for the preset's id.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">There is a provider of that name already, or the name holds a slash or colon.</exception>
    public static LlmProvidersBuilder AddOpenAICompatible(this LlmProvidersBuilder builder, OpenAICompatiblePreset preset, string? name = null, Action<OpenAICompatibleOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(preset);
        return builder.Add<OpenAICompatibleOptions>(preset.Descriptor, (options, services) => new OpenAICompatibleProvider(preset, options, services), name, configure);
    }

    /// <summary>Adds any other server that speaks chat completions, as <c>openai-compatible</c>. Its address comes from <c>LlmProviders:&lt;name&gt;:Endpoint</c>, from the environment variable <c>OPENAI_COMPATIBLE_ENDPOINT</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>openai-compatible</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddOpenAICompatible(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Generic.Preset, name, configure);

    /// <summary>Adds DeepSeek, as <c>deepseek</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>DEEPSEEK_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>deepseek</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddDeepSeek(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(DeepSeek.Preset, name, configure);

    /// <summary>Adds Mistral AI, as <c>mistral</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>MISTRAL_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>mistral</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddMistral(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Mistral.Preset, name, configure);

    /// <summary>Adds Groq, as <c>groq</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>GROQ_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>groq</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddGroq(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Groq.Preset, name, configure);

    /// <summary>Adds xAI, as <c>xai</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>XAI_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>xai</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddXAI(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(XAI.Preset, name, configure);

    /// <summary>Adds OpenRouter, as <c>openrouter</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>OPENROUTER_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>openrouter</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddOpenRouter(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(OpenRouter.Preset, name, configure);

    /// <summary>Adds Perplexity, as <c>perplexity</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>PERPLEXITY_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>perplexity</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddPerplexity(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Perplexity.Preset, name, configure);

    /// <summary>Adds Together AI, as <c>together</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>TOGETHER_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>together</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddTogether(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Together.Preset, name, configure);

    /// <summary>Adds Fireworks AI, as <c>fireworks</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>FIREWORKS_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>fireworks</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddFireworks(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Fireworks.Preset, name, configure);

    /// <summary>Adds Cerebras, as <c>cerebras</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>CEREBRAS_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>cerebras</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddCerebras(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Cerebras.Preset, name, configure);

    /// <summary>Adds Hugging Face, as <c>huggingface</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>HF_TOKEN</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>huggingface</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddHuggingFace(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(HuggingFace.Preset, name, configure);

    /// <summary>Adds Moonshot AI, as <c>moonshot</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>MOONSHOT_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>moonshot</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddMoonshot(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Moonshot.Preset, name, configure);

    /// <summary>Adds Z.AI, as <c>zai</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>ZAI_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>zai</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddZAI(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(ZAI.Preset, name, configure);

    /// <summary>Adds Alibaba Cloud Model Studio, as <c>alibaba</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>DASHSCOPE_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>alibaba</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddAlibaba(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Alibaba.Preset, name, configure);

    /// <summary>Adds NVIDIA NIM, as <c>nvidia</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>NVIDIA_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>nvidia</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddNvidia(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Nvidia.Preset, name, configure);

    /// <summary>Adds GitHub Models, as <c>github</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>GITHUB_TOKEN</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>github</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddGitHubModels(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(GitHubModels.Preset, name, configure);

    /// <summary>Adds DeepInfra, as <c>deepinfra</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>DEEPINFRA_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>deepinfra</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddDeepInfra(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(DeepInfra.Preset, name, configure);

    /// <summary>Adds Nebius Token Factory, as <c>nebius</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>NEBIUS_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>nebius</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddNebius(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Nebius.Preset, name, configure);

    /// <summary>Adds SambaNova Cloud, as <c>sambanova</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>SAMBANOVA_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>sambanova</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddSambaNova(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(SambaNova.Preset, name, configure);

    /// <summary>Adds Voyage AI, as <c>voyage</c>. The key comes from <c>LlmProviders:&lt;name&gt;:ApiKey</c>, from the environment variable <c>VOYAGE_API_KEY</c> or from code.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>voyage</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddVoyage(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Voyage.Preset, name, configure);

    /// <summary>Adds a vLLM server, as <c>vllm</c>. It needs no key.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>vllm</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddVllm(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(Vllm.Preset, name, configure);

    /// <summary>Adds a llama.cpp server, as <c>llamacpp</c>. It needs no key.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>llamacpp</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddLlamaCpp(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(LlamaCpp.Preset, name, configure);

    /// <summary>Adds a LiteLLM proxy, as <c>litellm</c>. It needs no key.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>litellm</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddLiteLlm(this LlmProvidersBuilder builder, string? name = null, Action<OpenAICompatibleOptions>? configure = null) =>
        builder.AddOpenAICompatible(LiteLlm.Preset, name, configure);
}
