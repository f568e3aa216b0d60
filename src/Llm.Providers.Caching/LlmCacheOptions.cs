using Microsoft.Extensions.AI;

namespace Llm.Providers.Caching;

/// <summary>What a cache of answers keeps, for how long and for whom.</summary>
public sealed class LlmCacheOptions
{
    /// <summary>Gets or sets how long an answer is kept.</summary>
    /// <value>More than zero. The default is one hour.</value>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets the size of the largest answer that is kept.</summary>
    /// <value>Bytes of JSON, at least 1. The default is 1 MB.</value>
    public int MaxEntryBytes { get; set; } = 1024 * 1024;

    /// <summary>Gets or sets the size of all answers together in the memory of this process, for a cache that is given no other place.</summary>
    /// <value>Bytes, at least 1. The default is 64 MB. A cache that is full takes nothing new until old answers have been thrown out.</value>
    public long MaxMemoryBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Gets or sets what all keys begin with, for a cache that several applications share.</summary>
    /// <value>Not empty. The default is <c>llm:</c>.</value>
    public string KeyPrefix { get; set; } = "llm:";

    /// <summary>Gets or sets how the tenant of a call is found, beside <see cref="LlmCacheNames.Tenant"/> in the options of the call, which goes before.</summary>
    /// <value>Answers of one tenant are never given to another. The default is <see langword="null"/>: calls that name none belong together. An empty text is no tenant, and ends the call.</value>
    public Func<ChatOptions?, string?>? Tenant { get; set; }

    /// <summary>Gets or sets a value indicating whether a call without a tenant goes past the cache.</summary>
    /// <value>The default is <see langword="false"/>. Set it where answers depend on who asks, so that a tenant that was forgotten costs a call instead of a secret.</value>
    public bool RequireTenant { get; set; }

    /// <summary>Gets or sets a value indicating whether calls with tools, calls of tools and answers to their results are kept too.</summary>
    /// <value>The default is <see langword="false"/>: what a tool does and gives back changes with time.</value>
    public bool IncludeToolTurns { get; set; }

    /// <summary>Gets or sets a value indicating whether refusals and answers that were cut off or filtered are kept too.</summary>
    /// <value>The default is <see langword="false"/>. Exceptions and streams that break are never kept.</value>
    public bool IncludeIncompleteAnswers { get; set; }
}
