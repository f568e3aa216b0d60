using Microsoft.Extensions.Logging;

namespace Llm.Providers;

/// <summary>What guards say in the log. The reason is left out: it may hold words of the conversation.</summary>
internal static partial class GuardLog
{
    [LoggerMessage(40, LogLevel.Warning, "{Guard} blocked content at the stage {Stage}")]
    public static partial void Blocked(this ILogger logger, string guard, ContentStage stage);

    [LoggerMessage(41, LogLevel.Information, "{Guard} annotated content at the stage {Stage}")]
    public static partial void Annotated(this ILogger logger, string guard, ContentStage stage);
}
