using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Llm.Providers.HealthChecks;

/// <summary>How the health of providers is found.</summary>
public sealed class LlmHealthCheckOptions
{
    /// <summary>Gets or sets how long a good result is given again without asking the vendor.</summary>
    /// <value>Zero or more. The default is 5 minutes: a probe every few seconds must not become traffic at a vendor.</value>
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how long a bad result is given again without asking the vendor.</summary>
    /// <value>Zero or more. The default is 30 seconds.</value>
    public TimeSpan FailurePeriod { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long one check may take, retries of the provider included.</summary>
    /// <value>More than zero. The default is 10 seconds; a check that takes longer is a failure of the kind <see cref="LlmErrorKind.Timeout"/>.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the names of providers that are not checked.</summary>
    public ISet<string> Excluded { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the tags of the checks.</summary>
    /// <value>The default is <c>llm</c>.</value>
    public IList<string> Tags { get; } = ["llm"];

    /// <summary>Gets or sets what a failure means for the application.</summary>
    /// <value>
    /// The default takes what somebody must mend (settings, key, rights, quota, a wrong address) and a vendor out of reach for unhealthy, and what passes
    /// by itself (overload, rate limit, slowness) for degraded.
    /// </value>
    public Func<LlmProviderException, HealthStatus> Status { get; set; } = static e => e.Kind is LlmErrorKind.RateLimited or LlmErrorKind.Unavailable or LlmErrorKind.Timeout ? HealthStatus.Degraded : HealthStatus.Unhealthy;
}
