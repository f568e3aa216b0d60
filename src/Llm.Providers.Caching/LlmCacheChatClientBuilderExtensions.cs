using Llm.Providers.Caching;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.AI;

/// <summary>Puts a cache of answers into a pipeline.</summary>
public static class LlmCacheChatClientBuilderExtensions
{
    /// <summary>Answers a call from the cache when the same call was answered before.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="cache">The cache; <see langword="null"/> for the <see cref="LlmResponseCache"/> among the services, otherwise one of its own over the <see cref="IDistributedCache"/> among the services or, without one, over bounded memory.</param>
    /// <param name="configure">Says what is kept, for a cache that is made here.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">Both <paramref name="cache"/> and <paramref name="configure"/> are given, or an option is out of its range.</exception>
    /// <remarks>Put it inside <c>UseFunctionInvocation</c>, where each round of a conversation is a call of its own, and inside telemetry, which then shows answers of the cache too.</remarks>
    public static ChatClientBuilder UseLlmCache(this ChatClientBuilder builder, LlmResponseCache? cache = null, Action<LlmCacheOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (cache is not null && configure is not null)
        {
            throw new ArgumentException("The options of a cache that is given are its own; leave out one of the two.", nameof(configure));
        }

        return builder.Use((inner, services) => new LlmCachingChatClient(
            inner, cache ?? Find(services, configure), services.GetService<ILoggerFactory>()?.CreateLogger("Llm.Providers") ?? NullLogger.Instance));
    }

    private static LlmResponseCache Find(IServiceProvider services, Action<LlmCacheOptions>? configure)
    {
        if (configure is null && services.GetService<LlmResponseCache>() is { } shared)
        {
            return shared;
        }

        var options = new LlmCacheOptions();
        configure?.Invoke(options);
        return new(services.GetService<IDistributedCache>(), options, services.GetService<TimeProvider>());
    }
}
