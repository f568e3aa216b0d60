using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Options;

namespace Llm.Providers.Caching;

/// <summary>Answers that were given before. One instance may serve any number of clients; keys tell their providers, models and tenants apart.</summary>
/// <remarks>
/// Keys hold a generation, which is kept in the cache itself and read with each call: a new one makes all older answers unreachable, in every
/// process that shares the cache, and their time to live removes them. A generation that was thrown out is replaced by a new one.
/// </remarks>
public sealed class LlmResponseCache
{
    private static readonly DistributedCacheEntryOptions s_keep = new();

    /// <summary>Initializes a new instance of the <see cref="LlmResponseCache"/> class.</summary>
    /// <param name="store">Where answers are kept; <see langword="null"/> for the memory of this process, bounded by <see cref="LlmCacheOptions.MaxMemoryBytes"/>.</param>
    /// <param name="options">What is kept; <see langword="null"/> for the defaults.</param>
    /// <param name="time">The clock of the memory; <see langword="null"/> for the system's. A <paramref name="store"/> has its own.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public LlmResponseCache(IDistributedCache? store = null, LlmCacheOptions? options = null, TimeProvider? time = null)
    {
        Options = options ?? new();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Options.TimeToLive, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.MaxEntryBytes, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.MaxMemoryBytes, 1, nameof(options));
        ArgumentException.ThrowIfNullOrEmpty(Options.KeyPrefix, nameof(options));
        Store = store ?? InMemory(Options.MaxMemoryBytes, time ?? TimeProvider.System);
        EntryOptions = new() { AbsoluteExpirationRelativeToNow = Options.TimeToLive };
    }

    internal LlmCacheOptions Options { get; }

    internal IDistributedCache Store { get; }

    internal DistributedCacheEntryOptions EntryOptions { get; }

    /// <summary>Forgets all answers.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when no answer given before can be found any more.</returns>
    public Task ClearAsync(CancellationToken cancellationToken = default) => RenewAsync(GenerationKey(null), cancellationToken);

    /// <summary>Forgets the answers of one tenant.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that ends when no answer given before can be found any more.</returns>
    public Task ClearAsync(string tenant, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        return RenewAsync(GenerationKey(tenant), cancellationToken);
    }

    /// <summary>Makes the key under which an answer is kept: it changes with the generations of the cache and of the tenant.</summary>
    internal async ValueTask<string> KeyAsync(string request, string? tenant, CancellationToken cancellationToken)
    {
        var all = await GenerationAsync(GenerationKey(null), cancellationToken).ConfigureAwait(false);
        var own = tenant is null ? "" : await GenerationAsync(GenerationKey(tenant), cancellationToken).ConfigureAwait(false);
        return $"{Options.KeyPrefix}{all}{own}:{request}";
    }

    private async ValueTask<string> GenerationAsync(string key, CancellationToken cancellationToken) =>
        await Store.GetAsync(key, cancellationToken).ConfigureAwait(false) is { } kept ? Encoding.ASCII.GetString(kept) : await RenewAsync(key, cancellationToken).ConfigureAwait(false);

    private async Task<string> RenewAsync(string key, CancellationToken cancellationToken)
    {
        var generation = Guid.NewGuid().ToString("N");
        await Store.SetAsync(key, Encoding.ASCII.GetBytes(generation), s_keep, cancellationToken).ConfigureAwait(false);
        return generation;
    }

    // The name of a tenant does not show in the keys of a shared cache.
    private string GenerationKey(string? tenant) =>
        tenant is null ? $"{Options.KeyPrefix}generation" : $"{Options.KeyPrefix}generation:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tenant)))}";

    private static MemoryDistributedCache InMemory(long maxBytes, TimeProvider time) =>
        new(Microsoft.Extensions.Options.Options.Create(new MemoryDistributedCacheOptions { SizeLimit = maxBytes, Clock = new Clock(time) }));

    private sealed class Clock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
