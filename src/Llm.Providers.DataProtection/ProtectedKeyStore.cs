using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Llm.Providers.DataProtection;

/// <summary>Keys in a file, encrypted by ASP.NET Core Data Protection.</summary>
/// <example><code>
/// using var store = new ProtectedKeyStore("keys.json", new() { ApplicationName = "shop" });
/// await store.SetAsync("openai", key);
/// var provider = new OpenAIProvider(services: new() { KeyStore = store });
/// </code></example>
/// <remarks>
/// Each key is bound to the name of its provider: an entry that is copied to another name cannot be read. A key is decrypted when it is asked for
/// and not kept. What the encryption is worth is decided by where the key ring is and what protects it: see <see cref="ProtectedKeyStoreOptions.KeyRing"/>.
/// </remarks>
public sealed class ProtectedKeyStore : FileKeyStore, IDisposable
{
    private readonly ServiceProvider? _ownRing;
    private readonly IKeyManager? _ring;
    private readonly IDataProtector _protector;

    /// <summary>Initializes a new instance of the <see cref="ProtectedKeyStore"/> class. Nothing is read yet.</summary>
    /// <param name="path">The file; it is made when the first key is set. A relative path starts at the current folder.</param>
    /// <param name="options">The settings; <see langword="null"/> for the defaults.</param>
    /// <param name="protection">What encrypts; <see langword="null"/> for a key ring of the store's own, as the options describe it.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="loggers">Where warnings go, those of Data Protection included; <see langword="null"/> for nowhere.</param>
    /// <exception cref="ArgumentException">The path or the name of the application is empty.</exception>
    public ProtectedKeyStore(string path, ProtectedKeyStoreOptions? options = null, IDataProtectionProvider? protection = null, TimeProvider? time = null, ILoggerFactory? loggers = null)
        : this(path, options ?? new(), protection, null, time ?? TimeProvider.System, loggers ?? NullLoggerFactory.Instance)
    {
    }

    internal ProtectedKeyStore(string path, ProtectedKeyStoreOptions options, IDataProtectionProvider? protection, IKeyManager? ring, TimeProvider time, ILoggerFactory loggers)
        : base(new(path, KeyFile.Encrypted, options.LockTimeout, time, loggers.CreateLogger(Log.Category)), time, loggers.CreateLogger(Log.Category))
    {
        if (protection is null)
        {
            _ownRing = CreateRing(options, loggers);
            protection = _ownRing.GetRequiredService<IDataProtectionProvider>();
            ring = _ownRing.GetRequiredService<IKeyManager>();
        }

        _ring = ring;
        _protector = protection.CreateProtector("Llm.Providers.KeyStore", "v1");
    }

    /// <summary>Encrypts anew what was encrypted with an older key of the ring, so that the older key may go.</summary>
    /// <param name="acceptRevoked">
    /// Whether entries are taken over that a revoked key protects. Whoever got hold of that key could read them: revoke them at their vendors and set new ones as well.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    /// <returns>The number of entries that were encrypted anew.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when an entry cannot be decrypted; then nothing is changed.</exception>
    public async Task<int> ReprotectAsync(bool acceptRevoked = false, CancellationToken cancellationToken = default)
    {
        var count = await UpdateAsync(keys => Reprotect(keys, acceptRevoked), cancellationToken).ConfigureAwait(false);
        Logger.Reprotected(count, FilePath);
        return count;
    }

    /// <summary>Lets go of the store's own key ring.</summary>
    public void Dispose() => _ownRing?.Dispose();

    private protected override string Conceal(string id, string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        try
        {
            return Base64Url.EncodeToString(_protector.CreateProtector(id).Protect(bytes));
        }
        catch (CryptographicException e)
        {
            throw new LlmProviderException(LlmErrorKind.Configuration, $"The key of {id} could not be encrypted, and was not stored: the key ring cannot be used. Check where it is kept and what protects it; the inner exception says more.", e) { ProviderId = id };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private protected override string Reveal(string id, KeyFileEntry entry) => Reveal(id, entry, acceptRevoked: false, out _);

    // A ring of its own: SetApplicationName on the application's ring would make all its cookies and tokens unreadable.
    private static ServiceProvider CreateRing(ProtectedKeyStoreOptions options, ILoggerFactory loggers)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ApplicationName);
        var services = new ServiceCollection();
        services.AddSingleton(loggers);
        var ring = services.AddDataProtection().SetApplicationName(options.ApplicationName);
        options.KeyRing?.Invoke(ring);
        return services.BuildServiceProvider();
    }

    private (bool Changed, int Count) Reprotect(SortedDictionary<string, KeyFileEntry> keys, bool acceptRevoked)
    {
        var count = 0;
        foreach (var (id, entry) in keys.ToArray())
        {
            var key = Reveal(id, entry, acceptRevoked, out var isCurrent);
            if (!isCurrent)
            {
                keys[id] = new() { Secret = Conceal(id, key), SetAt = entry.SetAt };
                count++;
            }
        }

        return (count > 0, count);
    }

    private string Reveal(string id, KeyFileEntry entry, bool acceptRevoked, out bool isCurrent)
    {
        byte[]? encrypted = null;
        byte[]? bytes = null;
        try
        {
            encrypted = Base64Url.DecodeFromChars(entry.Secret);
            bytes = Decrypt(_protector.CreateProtector(id), encrypted, acceptRevoked, out isCurrent);
            return Encoding.UTF8.GetString(bytes);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            throw UnreadableKey.Explain(id, FilePath, encrypted, _ring, e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static byte[] Decrypt(IDataProtector protector, byte[] encrypted, bool acceptRevoked, out bool isCurrent)
    {
        if (protector is not IPersistedDataProtector persisted)
        {
            isCurrent = false;
            return protector.Unprotect(encrypted);
        }

        var bytes = persisted.DangerousUnprotect(encrypted, acceptRevoked, out var requiresMigration, out _);
        isCurrent = !requiresMigration;
        return bytes;
    }
}
