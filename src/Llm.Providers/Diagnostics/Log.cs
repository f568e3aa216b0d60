using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>Everything this library logs. No entry holds a key or the words of a conversation.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "{Provider}/{Model}: sending {Method} {Path}, {Bytes} bytes")]
    public static partial void Sending(this ILogger logger, string provider, string? model, HttpMethod method, string path, long bytes);

    [LoggerMessage(2, LogLevel.Debug, "{Provider}/{Model}: answered {Status} after {Milliseconds} ms, request id {RequestId}")]
    public static partial void Answered(this ILogger logger, string provider, string? model, int status, double milliseconds, string? requestId);

    [LoggerMessage(3, LogLevel.Warning, "{Provider}/{Model}: attempt {Attempt} failed with {Kind}; trying again in {Milliseconds} ms")]
    public static partial void Retrying(this ILogger logger, string provider, string? model, int attempt, LlmErrorKind kind, double milliseconds);

    [LoggerMessage(4, LogLevel.Warning, "{Provider}/{Model}: {Warning}")]
    public static partial void RequestWarning(this ILogger logger, string provider, string? model, string warning);

    [LoggerMessage(5, LogLevel.Error, "{Provider}: configuration error: {Reason}")]
    public static partial void ConfigurationError(this ILogger logger, string provider, string reason);

    [LoggerMessage(6, LogLevel.Error, "{Provider}/{Model}: connection error ({Kind}): {Reason}")]
    public static partial void ConnectionError(this ILogger logger, string provider, string? model, LlmErrorKind kind, string reason);

    [LoggerMessage(7, LogLevel.Error, "{Provider}/{Model}: call failed with {Kind}, status {Status}, code {Code}, request id {RequestId}")]
    public static partial void CallFailed(this ILogger logger, string provider, string? model, LlmErrorKind kind, int? status, string? code, string? requestId);

    [LoggerMessage(8, LogLevel.Warning, "{Provider}/{Model}: the model is not known, and nearly written like {Known}. It is asked for as it is written")]
    public static partial void NearlyKnownModel(this ILogger logger, string provider, string model, string known);

    [LoggerMessage(60, LogLevel.Debug, "{Provider}/{Model}: waiting {Milliseconds} ms, because {Reason}")]
    public static partial void WaitingForLimit(this ILogger logger, string provider, string? model, double milliseconds, string reason);

    [LoggerMessage(9, LogLevel.Warning, "{Provider}: {Fault}")]
    public static partial void ModelsFileFault(this ILogger logger, string provider, string fault);

    /// <summary>Logs a failure under the heading that says who has to act.</summary>
    public static void Failure(this ILogger logger, string provider, LlmProviderException e)
    {
        switch (e.Kind)
        {
            case LlmErrorKind.Configuration:
                logger.ConfigurationError(provider, e.Message);
                break;
            case LlmErrorKind.Network or LlmErrorKind.Timeout or LlmErrorKind.StreamInterrupted:
                logger.ConnectionError(provider, e.ModelId, e.Kind, e.Message);
                break;
            default:
                logger.CallFailed(provider, e.ModelId, e.Kind, (int?)e.StatusCode, e.ErrorCode, e.RequestId);
                break;
        }
    }
}
