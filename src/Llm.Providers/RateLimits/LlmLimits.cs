namespace Llm.Providers;

/// <summary>How much of a provider is used at a time, and how much it may send back.</summary>
/// <remarks>
/// A limit that is full makes calls wait in line, in their order; cancelling a call leaves the line. A call that would have to wait longer than
/// <see cref="LlmProviderOptions.MaxRetryDelay"/>, or would find the line full, fails at once with <see cref="LlmErrorKind.RateLimited"/>, and nothing is sent.
/// The limits hold for one instance of a provider and all its models. Time spent in line is no part of <see cref="LlmTimeouts"/>.
/// </remarks>
public sealed class LlmLimits
{
    internal const int DefaultMaxResponseBytes = 512 * 1024 * 1024;
    internal const int DefaultMaxEventBytes = 64 * 1024 * 1024;
    internal const int DefaultMaxResponseHeadersKilobytes = 64;

    /// <summary>Gets or sets the number of requests that may be under way at once. A stream is under way until it was read to its end or given up.</summary>
    /// <value>At least 1. The default is <see langword="null"/>: no limit.</value>
    public int? MaxConcurrentRequests { get; set; }

    /// <summary>Gets or sets the number of requests in a minute, retries included. After a pause so many as belong to ten seconds may go at once.</summary>
    /// <value>At least 1. The default is <see langword="null"/>: no limit.</value>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Gets or sets the number of tokens in a minute, input and output together, as the vendor counts them in its answers.</summary>
    /// <value>At least 1. The default is <see langword="null"/>: no limit.</value>
    /// <remarks>
    /// What a call takes is known when it is over. Until then it counts as much as calls took lately, and at least a quarter of the bytes
    /// of its text and the limit of its output, so the limit holds in the mean and not to the token.
    /// </remarks>
    public int? TokensPerMinute { get; set; }

    /// <summary>Gets or sets the number of requests that may wait in line for the limits above.</summary>
    /// <value>0 or more; 0 means that nothing waits. The default is 1,000.</value>
    public int MaxQueuedRequests { get; set; } = 1000;

    /// <summary>Gets or sets a value indicating whether a vendor's word that nothing is left of a limit holds back the next requests to the same model until the reset it names.</summary>
    /// <value>The default is <see langword="false"/>: requests are sent, and the vendor's refusal is waited for by the retries.</value>
    /// <remarks>The word is <c>x-ratelimit-remaining-…: 0</c>, its like, or a refusal with a delay.</remarks>
    public bool ObserveVendorLimits { get; set; }

    /// <summary>Gets or sets the most an answer that is not streamed may take.</summary>
    /// <value>Bytes; 1,024 to 2,147,483,000. The default is 536,870,912 (512 MB).</value>
    public int MaxResponseBytes { get; set; } = DefaultMaxResponseBytes;

    /// <summary>Gets or sets the most a single event of a stream may take.</summary>
    /// <value>Bytes; 1,024 to 1,073,741,824. The default is 67,108,864 (64 MB).</value>
    public int MaxEventBytes { get; set; } = DefaultMaxEventBytes;

    /// <summary>Gets or sets the most the headers of an answer may take, all together.</summary>
    /// <value>Kilobytes; 1 to 1,024. The default is 64. It applies to connections this library opens, not to an HTTP client given to it.</value>
    public int MaxResponseHeadersKilobytes { get; set; } = DefaultMaxResponseHeadersKilobytes;
}
