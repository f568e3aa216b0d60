using Llm.Providers.LMStudio;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds LM Studio to the providers of an application.</summary>
public static class LMStudioLlmProvidersBuilderExtensions
{
    /// <summary>Adds LM Studio.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>lmstudio</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddLMStudio(this LlmProvidersBuilder builder, string? name = null, Action<LMStudioOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add<LMStudioOptions>(LMStudioProvider.Description, (options, services) => new LMStudioProvider(options, services), name, configure);
    }
}
