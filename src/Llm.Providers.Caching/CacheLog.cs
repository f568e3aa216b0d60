using Microsoft.Extensions.Logging;

namespace Llm.Providers.Caching;

/// <summary>What a cache says in the log. A failure costs a call and is not the caller's concern.</summary>
internal static partial class CacheLog
{
    [LoggerMessage(70, LogLevel.Warning, "The cache of answers could not be read: {Exception}; the model is asked")]
    public static partial void ReadFailed(this ILogger logger, string exception);

    [LoggerMessage(71, LogLevel.Warning, "An answer could not be kept in the cache: {Exception}")]
    public static partial void WriteFailed(this ILogger logger, string exception);
}
