using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace Llm.Providers.DataProtection;

/// <summary>The file of a store: read when it has changed, replaced as a whole, never repaired.</summary>
internal sealed class KeyFile
{
    public const string Encrypted = "data-protection";
    public const string Plain = "none";

    private const int CurrentVersion = 1;
    private const int MostBytes = 1024 * 1024;

    /// <summary>The clock of a file system may tick this coarsely: a file younger than that can change without its stamp showing it.</summary>
    private static readonly TimeSpan s_coarsestTick = TimeSpan.FromSeconds(2);

    private static readonly SortedDictionary<string, KeyFileEntry> s_none = new(StringComparer.Ordinal);

    private readonly string _protection;
    private readonly TimeSpan _lockTimeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile Snapshot? _last;
    private int _warned;

    public KeyFile(string path, string protection, TimeSpan lockTimeout, TimeProvider time, ILogger logger)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = System.IO.Path.GetFullPath(path);
        (_protection, _lockTimeout, _time, _logger) = (protection, lockTimeout, time, logger);
    }

    public static TimeSpan DefaultLockTimeout { get; } = TimeSpan.FromSeconds(10);

    public string Path { get; }

    /// <summary>Reads the keys. The result is shared: it must not be changed.</summary>
    public ValueTask<SortedDictionary<string, KeyFileEntry>> ReadAsync(CancellationToken cancellationToken) => GuardAsync(() => LoadAsync(mayBeKnown: true, cancellationToken), "read");

    /// <summary>Changes the keys while no other process does.</summary>
    /// <param name="change">Changes the keys it is given, and says whether it did.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<TResult> UpdateAsync<TResult>(Func<SortedDictionary<string, KeyFileEntry>, (bool Changed, TResult Result)> change, CancellationToken cancellationToken) =>
        GuardAsync(() => ChangeAsync(change, cancellationToken), "changed").AsTask();

    private async ValueTask<TResult> ChangeAsync<TResult>(Func<SortedDictionary<string, KeyFileEntry>, (bool Changed, TResult Result)> change, CancellationToken cancellationToken)
    {
        var target = (File.Exists(Path) ? File.ResolveLinkTarget(Path, returnFinalTarget: true)?.FullName : null) ?? Path;
        Permissions.CreateFolder(System.IO.Path.GetDirectoryName(target)!);
        using var held = await FileLock.TakeAsync(target + ".lock", _lockTimeout, _time, cancellationToken).ConfigureAwait(false);
        var keys = new SortedDictionary<string, KeyFileEntry>(await LoadAsync(mayBeKnown: false, cancellationToken).ConfigureAwait(false), StringComparer.Ordinal);
        var (changed, result) = change(keys);
        if (changed)
        {
            Replace(target, new() { Version = CurrentVersion, Protection = _protection, Keys = keys });
        }

        return result;
    }

    private async ValueTask<SortedDictionary<string, KeyFileEntry>> LoadAsync(bool mayBeKnown, CancellationToken cancellationToken)
    {
        using var file = Open();
        if (file is null)
        {
            return s_none;
        }

        var (written, length) = (File.GetLastWriteTimeUtc(file), RandomAccess.GetLength(file));
        if (mayBeKnown && _last is { } last && last.Written == written && last.Length == length)
        {
            return last.Keys;
        }

        CheckMode(file);
        if (length > MostBytes)
        {
            throw Damaged($"it has {length} bytes, more than {MostBytes}");
        }

        var now = _time.GetUtcNow();
        var keys = Parse(await ReadAllAsync(file, (int)length, cancellationToken).ConfigureAwait(false));
        _last = written <= now - s_coarsestTick ? new(written, length, keys) : null;
        return keys;
    }

    // Open for reading even while another process puts a new file in its place.
    private SafeFileHandle? Open()
    {
        try
        {
            return File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static async Task<byte[]> ReadAllAsync(SafeFileHandle file, int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length];
        var read = 0;
        while (read < length && await RandomAccess.ReadAsync(file, bytes.AsMemory(read), read, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            read += count;
        }

        return bytes;
    }

    private SortedDictionary<string, KeyFileEntry> Parse(byte[] bytes)
    {
        try
        {
            var content = JsonSerializer.Deserialize(bytes, KeyFileJson.Default.KeyFileContent) ?? throw Damaged("it holds nothing");
            return content.Version != CurrentVersion ? throw Damaged($"its version is {content.Version}, and this one knows {CurrentVersion}")
                : content.Protection != _protection ? throw Damaged($"its protection is \"{content.Protection}\", and this store reads \"{_protection}\"")
                : content.Keys;
        }
        catch (JsonException e)
        {
            // Not the exception itself: its words may quote what stands in the file.
            throw Damaged(e.Path is { Length: > 1 } path ? $"{path} is not what it must be (line {e.LineNumber + 1})" : $"line {e.LineNumber + 1} is not what it must be");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private void CheckMode(SafeFileHandle file)
    {
        if (Permissions.Examine(file, _protection == Plain) is { } fault)
        {
            if (fault.Refuse)
            {
                throw new LlmProviderException(LlmErrorKind.Configuration, $"The key store {Path} has mode {fault.Mode}: {fault.Reason}. It was not used. Check who wrote it, then: chmod 600 {Path}");
            }

            WarnOnce(Path, fault.Mode, fault.Reason, "Its next change sets 0600");
        }

        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (Permissions.ExamineFolder(folder) is { } mode)
        {
            WarnOnce(folder, mode, "others than its owner may put another file in the place of the keys", "Set 0700");
        }
    }

    private void WarnOnce(string path, string mode, string reason, string advice)
    {
        if (Interlocked.Exchange(ref _warned, 1) == 0)
        {
            _logger.TooOpen(path, mode, reason, advice);
        }
    }

    // Under another name first: whoever reads, and whatever breaks, there is always a whole file.
    private static void Replace(string target, KeyFileContent content)
    {
        var next = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(next, Permissions.OwnersOnly(FileMode.CreateNew, FileAccess.Write)))
            {
                JsonSerializer.Serialize(stream, content, KeyFileJson.Default.KeyFileContent);
                stream.Flush(flushToDisk: true);
            }

            File.Move(next, target, overwrite: true);
        }
        catch
        {
            File.Delete(next);
            throw;
        }
    }

    private async ValueTask<TResult> GuardAsync<TResult>(Func<ValueTask<TResult>> action, string done)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LlmProviderException(LlmErrorKind.Configuration, $"The key store {Path} could not be {done}: {e.Message}", e);
        }
    }

    private LlmProviderException Damaged(string fault) =>
        new(LlmErrorKind.Configuration, $"The key store {Path} cannot be read: {fault}. The file was left as it is. Restore it from a backup, or move it away and set the keys again.");

    private sealed record Snapshot(DateTime Written, long Length, SortedDictionary<string, KeyFileEntry> Keys);
}
