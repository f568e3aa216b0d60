using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>What groups of models log. No entry holds a key or the words of a conversation.</summary>
internal static partial class RoutingLog
{
    [LoggerMessage(20, LogLevel.Warning, "{Group}: {Target} failed with {Kind}; asking {Next}")]
    public static partial void FailingOver(this ILogger logger, string group, string target, LlmErrorKind kind, string next);

    [LoggerMessage(21, LogLevel.Warning, "{Group}: {Target} is passed over for {Seconds} s after {Kind}")]
    public static partial void CoolingDown(this ILogger logger, string group, string target, double seconds, LlmErrorKind kind);
}
