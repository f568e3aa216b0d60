using Microsoft.Extensions.Logging;

namespace Llm.Providers.DataProtection;

/// <summary>Everything this package logs. No entry holds a key.</summary>
internal static partial class Log
{
    public const string Category = "Llm.Providers.DataProtection";

    [LoggerMessage(1, LogLevel.Warning, "Keys are kept as plain text in {Path}: everyone who can read the file can use them. Take the protected store instead")]
    public static partial void PlainText(this ILogger logger, string path);

    [LoggerMessage(2, LogLevel.Warning, "{Path} has mode {Mode}: {Reason}. {Advice}")]
    public static partial void TooOpen(this ILogger logger, string path, string mode, string reason, string advice);

    [LoggerMessage(3, LogLevel.Information, "The key of {Provider} was set in {Path}")]
    public static partial void KeySet(this ILogger logger, string provider, string path);

    [LoggerMessage(4, LogLevel.Information, "The key of {Provider} was removed from {Path}")]
    public static partial void KeyRemoved(this ILogger logger, string provider, string path);

    [LoggerMessage(5, LogLevel.Information, "{Count} keys in {Path} were encrypted anew")]
    public static partial void Reprotected(this ILogger logger, int count, string path);
}
