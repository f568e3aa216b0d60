using Llm.Providers.Ollama;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Ollama to the providers of an application.</summary>
public static class OllamaLlmProvidersBuilderExtensions
{
    /// <summary>Adds Ollama.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>ollama</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddOllama(this LlmProvidersBuilder builder, string? name = null, Action<OllamaOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add<OllamaOptions>(OllamaProvider.Description, (options, services) => new OllamaProvider(options, services), name, configure);
    }
}
