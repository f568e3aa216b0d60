using System.Diagnostics.CodeAnalysis;
using Llm.Providers;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds guards that judge what goes through the clients of all providers.</summary>
public static class ContentGuardBuilderExtensions
{
    /// <summary>Adds a guard.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="guard">The guard.</param>
    /// <param name="configure">Says what guards get to see; the last word counts for all.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddContentGuard(this LlmProvidersBuilder builder, IContentGuard guard, Action<ContentGuardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(guard);
        builder.Services.AddSingleton(guard);
        return Configure(builder, configure);
    }

    /// <summary>Adds a guard that the container makes, when a client is first used. It may take <see cref="ILlmProviderRegistry"/> and ask a model: calls of a guard are not judged.</summary>
    /// <typeparam name="TGuard">The guard.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Says what guards get to see; the last word counts for all.</param>
    /// <returns>The builder.</returns>
    public static LlmProvidersBuilder AddContentGuard<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TGuard>(this LlmProvidersBuilder builder, Action<ContentGuardOptions>? configure = null)
        where TGuard : class, IContentGuard
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IContentGuard, TGuard>();
        return Configure(builder, configure);
    }

    private static LlmProvidersBuilder Configure(LlmProvidersBuilder builder, Action<ContentGuardOptions>? configure)
    {
        builder.Services.AddOptions<ContentGuardOptions>();
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        return builder;
    }
}
