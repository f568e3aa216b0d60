namespace Llm.Providers.Anthropic;

/// <summary>How long a prompt stays in the vendor's cache after its last use.</summary>
/// <remarks>See <see href="https://platform.claude.com/docs/en/build-with-claude/prompt-caching">prompt caching</see>.</remarks>
public enum CacheLifetime
{
    /// <summary>Five minutes; writing costs a quarter more than input.</summary>
    FiveMinutes,

    /// <summary>An hour; writing costs twice as much as input.</summary>
    OneHour,
}
