namespace Llm.Providers;

/// <summary>How long each part of a call may take. There is no limit on the length of a healthy stream.</summary>
public sealed class LlmTimeouts
{
    /// <summary>Gets or sets the limit for opening a connection.</summary>
    /// <value>The default is 10 seconds. It applies to connections this library opens, not to an HTTP client given to it.</value>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the longest wait for the first content of a streamed answer.</summary>
    /// <value>1 to 300 seconds, or infinite. The default is <see langword="null"/>: 30 seconds, and 300 for providers on this machine, which may have to load the model first.</value>
    public TimeSpan? FirstByte { get; set; }

    /// <summary>Gets or sets the longest silence between two contents of a streamed answer.</summary>
    /// <value>The default is 60 seconds. Keep-alives do not count as content; the time your code spends between two reads does not count as silence.</value>
    public TimeSpan Idle { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the limit for an answer that is not streamed, each attempt by itself.</summary>
    /// <value>The default is 10 minutes.</value>
    public TimeSpan Total { get; set; } = TimeSpan.FromMinutes(10);

    internal static TimeSpan DefaultFirstByte(bool local) => TimeSpan.FromSeconds(local ? 300 : 30);
}
