namespace Llm.Providers;

/// <summary>Names of counts in <c>UsageDetails.AdditionalCounts</c> for which Microsoft.Extensions.AI has no stable member. Every wire uses them.</summary>
/// <remarks>
/// Each count is a part of <c>InputTokenCount</c> or <c>OutputTokenCount</c> and never comes in addition to it. Counts that only one vendor makes keep the
/// vendor's name, such as <c>output.accepted_prediction_tokens</c>.
/// </remarks>
public static class LlmUsageCounts
{
    /// <summary>Input tokens written to the vendor's prompt cache, for whatever time.</summary>
    public const string CacheWrite = "CacheWriteTokenCount";

    /// <summary>Those of <see cref="CacheWrite"/> that are kept for an hour, where the vendor tells them apart.</summary>
    public const string CacheWriteOneHour = "CacheWriteOneHourTokenCount";

    /// <summary>Input tokens of sound, cached ones included.</summary>
    public const string InputAudio = "InputAudioTokenCount";

    /// <summary>Input tokens of images, cached ones included.</summary>
    public const string InputImage = "InputImageTokenCount";

    /// <summary>Input tokens of sound that were read from the vendor's prompt cache.</summary>
    public const string CacheReadAudio = "CachedInputAudioTokenCount";

    /// <summary>Input tokens of images that were read from the vendor's prompt cache.</summary>
    public const string CacheReadImage = "CachedInputImageTokenCount";

    /// <summary>Output tokens of sound.</summary>
    public const string OutputAudio = "OutputAudioTokenCount";

    /// <summary>Output tokens of images.</summary>
    public const string OutputImage = "OutputImageTokenCount";

    /// <summary>Web searches the vendor made for the model. They are no tokens, and are billed beside them.</summary>
    public const string WebSearches = "WebSearchCount";
}
