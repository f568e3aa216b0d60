using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>What reading settings logs. No entry holds a value.</summary>
internal static partial class SettingsLog
{
    [LoggerMessage(30, LogLevel.Warning, "{Path} is ignored: {Hint}")]
    public static partial void SettingIgnored(this ILogger logger, string path, string hint);

    [LoggerMessage(31, LogLevel.Information, "{Provider}: changed settings are in force from the next call on")]
    public static partial void SettingsChanged(this ILogger logger, string provider);

    [LoggerMessage(32, LogLevel.Error, "{Provider}: changed settings are wrong, and those before them stay in force. {Faults}")]
    public static partial void SettingsKept(this ILogger logger, string provider, string faults);
}
