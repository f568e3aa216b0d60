namespace Llm.Providers;

/// <summary>The models of a <see cref="ModelGroup"/> and how it chooses among them, read from <c>LlmProviders:Models:&lt;name&gt;</c>.</summary>
public sealed class ModelGroupOptions
{
    /// <summary>Gets the targets, in the order in which they are asked; at least one and at most 64.</summary>
    public IList<ModelGroupTarget> Targets { get; } = [];

    /// <summary>Gets the kinds of errors after which the next target is asked.</summary>
    /// <value>
    /// The default is <c>RateLimited</c>, <c>Unavailable</c>, <c>Timeout</c>, <c>Network</c>, <c>StreamInterrupted</c>, <c>MalformedResponse</c>, <c>QuotaExceeded</c>, <c>ModelNotFound</c>,
    /// and, towards targets that are known to fit the request, <c>ContextLengthExceeded</c> and <c>UnsupportedContent</c>. <c>InvalidRequest</c> cannot be added.
    /// </value>
    public ISet<LlmErrorKind> FailOverOn { get; } = new HashSet<LlmErrorKind>(FailOverPolicy.Default);

    /// <summary>Gets or sets the number of tries after the first one that a target gets before the next is asked.</summary>
    /// <value>0 to 10. The default is 0. The provider's own <see cref="LlmProviderOptions.MaxRetries"/> is never exceeded.</value>
    public int MaxRetries { get; set; }

    /// <summary>Gets or sets the number of requests that a call may take at all targets together. What the others leave of it is for the last one.</summary>
    /// <value>1 to 100. The default is <see langword="null"/>: 4, as for a single model, or one and <see cref="MaxRetries"/> for each target if that is more.</value>
    public int? MaxAttempts { get; set; }

    /// <summary>Gets or sets how long a target is passed over that failed <see cref="FailuresBeforeCoolDown"/> times in a row, has no quota left or does not know the model.</summary>
    /// <value>0 to 1 day. The default is 30 seconds; 0 for never. A delay that the vendor asks for is kept in any case.</value>
    public TimeSpan CoolDown { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how many calls in a row have to fail at a target before it is passed over.</summary>
    /// <value>At least 1. The default is 3.</value>
    public int FailuresBeforeCoolDown { get; set; } = 3;

    /// <summary>Gets or sets the source of chance for weights.</summary>
    /// <value>Gives numbers from 0 to below 1 and may be asked by many threads at once. The default is <see cref="System.Random.Shared"/>.</value>
    public Func<double> Random { get; set; } = System.Random.Shared.NextDouble;

    internal List<string> BindFaults { get; } = [];
}
