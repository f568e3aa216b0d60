namespace Llm.Providers;

/// <summary>What a <see cref="GuardedContentFetcher"/> may load.</summary>
public sealed class ContentFetchOptions
{
    /// <summary>Gets or sets a value indicating whether <c>http</c> may be used.</summary>
    /// <value>The default is <see langword="false"/>: <c>https</c> only.</value>
    public bool AllowHttp { get; set; }

    /// <summary>Gets the hosts that may be asked.</summary>
    /// <value>Host names, compared whole. The default is none: every host with a public address.</value>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Gets the media types that may be loaded.</summary>
    /// <value>The default is <c>image/png</c>, <c>image/jpeg</c>, <c>image/gif</c>, <c>image/webp</c> and <c>application/pdf</c>. Images and PDF are told by their first bytes, whatever the server says.</value>
    public IList<string> MediaTypes { get; } = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"];

    /// <summary>Gets or sets the most that is loaded of one address.</summary>
    /// <value>Bytes; at least 1. The default is 20,971,520 (20 MB).</value>
    public int MaxBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>Gets or sets the time for one address, redirects included.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the number of redirects that are followed. Each address on the way is checked like the first.</summary>
    /// <value>0 to 3. The default is 3.</value>
    public int MaxRedirects { get; set; } = 3;
}
