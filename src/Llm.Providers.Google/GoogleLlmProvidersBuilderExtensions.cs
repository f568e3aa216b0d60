using Llm.Providers.Google;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Google's models to the providers of an application.</summary>
public static class GoogleLlmProvidersBuilderExtensions
{
    /// <summary>Adds the Gemini API, with a key from AI Studio.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>google</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddGoogle(this LlmProvidersBuilder builder, string? name = null, Action<GoogleOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add<GoogleOptions>(GoogleProvider.Description, (options, services) => new GoogleProvider(options, services), name, configure);
    }

    /// <summary>Adds Gemini on Vertex AI, with an access token.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the instance, which is also its configuration section; <see langword="null"/> for <c>google-vertex</c>.</param>
    /// <param name="configure">Sets options in code, after configuration.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddGoogleVertex(this LlmProvidersBuilder builder, string? name = null, Action<GoogleVertexOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add<GoogleVertexOptions>(GoogleVertexProvider.Description, (options, services) => new GoogleVertexProvider(options, services), name, configure);
    }
}
