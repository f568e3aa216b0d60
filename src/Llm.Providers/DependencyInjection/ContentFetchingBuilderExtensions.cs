using Llm.Providers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets addresses of images and files be loaded for wires that carry bytes only.</summary>
public static class ContentFetchingBuilderExtensions
{
    /// <summary>Adds a <see cref="GuardedContentFetcher"/> for all providers, unless there is an <see cref="IContentFetcher"/> among the services.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Says what may be loaded.</param>
    /// <returns>The builder.</returns>
    /// <remarks>Without it nothing is ever loaded. What a vendor loads itself is still left to the vendor.</remarks>
    public static LlmProvidersBuilder AddContentFetching(this LlmProvidersBuilder builder, Action<ContentFetchOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton<IContentFetcher>(services =>
        {
            var options = new ContentFetchOptions();
            configure?.Invoke(options);
            return new GuardedContentFetcher(options, services.GetService<TimeProvider>());
        });
        return builder;
    }
}
