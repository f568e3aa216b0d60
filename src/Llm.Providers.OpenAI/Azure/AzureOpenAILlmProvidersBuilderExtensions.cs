using Llm.Providers.OpenAI;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Azure OpenAI to the providers of an application.</summary>
public static class AzureOpenAILlmProvidersBuilderExtensions
{
    /// <summary>Adds Azure OpenAI.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>azure</c>. Each resource is an instance of its own.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddAzureOpenAI(this LlmProvidersBuilder builder, string? name = null, Action<AzureOpenAIOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add<AzureOpenAIOptions>(AzureOpenAIProvider.Description, (options, services) => new AzureOpenAIProvider(options, services), name, configure);
    }
}
