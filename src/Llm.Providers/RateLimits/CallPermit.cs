using System.Threading.RateLimiting;

namespace Llm.Providers;

/// <summary>What a request takes up of the limits while it is under way. Given back once, however often it is disposed of.</summary>
internal sealed class CallPermit(ProviderLimits limits) : IDisposable
{
    private int _given;

    /// <summary>Gets or sets the place among the concurrent requests.</summary>
    public RateLimitLease? Place { get; set; }

    /// <summary>Gets or sets the tokens that were set aside.</summary>
    public double Reserved { get; set; }

    /// <summary>Gets or sets the tokens the call took; <see langword="null"/> when the vendor did not say.</summary>
    public long? Used { get; set; }

    /// <summary>Gets or sets a value indicating whether nothing was sent after all.</summary>
    public bool IsUnsent { get; set; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _given, 1) == 0)
        {
            Place?.Dispose();
            limits.Settle(this);
        }
    }
}
