using Llm.Providers.Anthropic;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Anthropic to the providers of an application.</summary>
public static class AnthropicLlmProvidersBuilderExtensions
{
    /// <summary>Adds Anthropic, or another server that speaks its protocol.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>anthropic</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddAnthropic(this LlmProvidersBuilder builder, string? name = null, Action<AnthropicOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add<AnthropicOptions>(AnthropicProvider.Description, (options, services) => new AnthropicProvider(options, services), name, configure);
    }
}
