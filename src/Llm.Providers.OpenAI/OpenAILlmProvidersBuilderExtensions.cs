using Llm.Providers.OpenAI;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds OpenAI to the providers of an application.</summary>
public static class OpenAILlmProvidersBuilderExtensions
{
    /// <summary>Adds OpenAI.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>openai</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddOpenAI(this LlmProvidersBuilder builder, string? name = null, Action<OpenAIOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add<OpenAIOptions>(OpenAIProvider.Description, (options, services) => new OpenAIProvider(options, services), name, configure);
    }
}
