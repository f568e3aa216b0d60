using Microsoft.Extensions.Logging;

namespace Llm.Providers.DataProtection;

/// <summary>Keys in a file. Several processes may use the same file at once.</summary>
/// <remarks>
/// Thread-safe. The file is looked at for every key that is asked for, so a key set by another process reaches the next attempt. It is replaced as a
/// whole and only by its owner: mode 0600 in a folder of mode 0700 where the system knows modes. A file that cannot be read is left as it is.
/// </remarks>
public abstract class FileKeyStore : IKeyStore
{
    private const int LongKey = 20;
    private const int ShownCharacters = 4;

    private readonly KeyFile _file;
    private readonly TimeProvider _time;

    private protected FileKeyStore(KeyFile file, TimeProvider time, ILogger logger)
    {
        _file = file;
        _time = time;
        Logger = logger;
    }

    /// <summary>Gets the full path of the file.</summary>
    public string FilePath => _file.Path;

    private protected ILogger Logger { get; }

    /// <inheritdoc/>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when the file is damaged or the key cannot be decrypted. The message names file and entry.</exception>
    public async ValueTask<string?> GetAsync(string providerId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(providerId);
        var id = IdOf(providerId);
        var keys = await _file.ReadAsync(cancellationToken).ConfigureAwait(false);
        return keys.TryGetValue(id, out var entry) ? Reveal(id, entry) : null;
    }

    /// <summary>Sets the key of a provider, in place of the one it has.</summary>
    /// <param name="providerId">The name of the provider instance, as in <c>LlmProviders:&lt;name&gt;</c>. Upper and lower case are the same.</param>
    /// <param name="key">The key. White space around it is dropped.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    /// <returns>A task that ends when the key is on the disk.</returns>
    /// <exception cref="ArgumentException">The name or the key is empty, or one of them holds what a name or a header cannot carry.</exception>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when the file is damaged, locked too long or cannot be written.</exception>
    public async Task SetAsync(string providerId, string key, CancellationToken cancellationToken = default)
    {
        var id = CheckedId(providerId);
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        var trimmed = key.Trim();
        if (trimmed.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            throw new ArgumentException("The key holds a character that no header can carry, such as a line break or a letter with an accent. Check what was copied.", nameof(key));
        }

        var entry = new KeyFileEntry { Secret = Conceal(id, trimmed), SetAt = _time.GetUtcNow() };
        await _file.UpdateAsync(keys => (keys[id] = entry) is not null ? (true, true) : default, cancellationToken).ConfigureAwait(false);
        Logger.KeySet(id, FilePath);
    }

    /// <summary>Lists the keys without showing them.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One item per provider, by name.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when the file is damaged. A single key that cannot be decrypted is listed as such.</exception>
    public async Task<IReadOnlyList<StoredKey>> ListAsync(CancellationToken cancellationToken = default)
    {
        var keys = await _file.ReadAsync(cancellationToken).ConfigureAwait(false);
        return [.. keys.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => Describe(k.Key, k.Value))];
    }

    /// <summary>Removes the key of a provider.</summary>
    /// <param name="providerId">The name of the provider instance.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    /// <returns><see langword="false"/> when there was none.</returns>
    /// <exception cref="LlmProviderException"><see cref="LlmErrorKind.Configuration"/> when the file is damaged, locked too long or cannot be written.</exception>
    public async Task<bool> RemoveAsync(string providerId, CancellationToken cancellationToken = default)
    {
        var id = CheckedId(providerId);
        var removed = await _file.UpdateAsync(keys => keys.Remove(id) ? (true, true) : default, cancellationToken).ConfigureAwait(false);
        if (removed)
        {
            Logger.KeyRemoved(id, FilePath);
        }

        return removed;
    }

    /// <summary>Names the store and its file, not what is in it.</summary>
    /// <returns>The type and the path.</returns>
    public override string ToString() => $"{GetType().Name} {{ FilePath = {FilePath} }}";

    private protected Task<TResult> UpdateAsync<TResult>(Func<SortedDictionary<string, KeyFileEntry>, (bool Changed, TResult Result)> change, CancellationToken cancellationToken) =>
        _file.UpdateAsync(change, cancellationToken);

    /// <summary>Makes of a key what is written to the file.</summary>
    private protected abstract string Conceal(string id, string key);

    /// <summary>Makes the key of what is in the file.</summary>
    private protected abstract string Reveal(string id, KeyFileEntry entry);

    // Names of providers are those of configuration sections, for which case does not count.
    private static string IdOf(string providerId) => providerId.ToLowerInvariant();

    private static string CheckedId(string providerId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(providerId);
        return providerId.AsSpan().ContainsAny('/', ':')
            ? throw new ArgumentException($"'{providerId}' is no name of a provider: a name holds no slash or colon.", nameof(providerId))
            : IdOf(providerId);
    }

    private StoredKey Describe(string id, KeyFileEntry entry)
    {
        try
        {
            var key = Reveal(id, entry);
            return new(id, key.Length >= LongKey ? $"…{key[^ShownCharacters..]}" : "…", entry.SetAt, IsReadable: true);
        }
        catch (LlmProviderException)
        {
            return new(id, "…", entry.SetAt, IsReadable: false);
        }
    }
}
