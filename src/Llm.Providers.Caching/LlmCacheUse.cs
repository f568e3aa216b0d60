namespace Llm.Providers.Caching;

/// <summary>How a call uses the cache.</summary>
public enum LlmCacheUse
{
    /// <summary>The answer is taken from the cache, or made and kept.</summary>
    ReadAndWrite,

    /// <summary>The answer is made anew and takes the place of the one that was kept.</summary>
    Refresh,

    /// <summary>The answer is neither taken from the cache nor kept.</summary>
    Skip,
}
