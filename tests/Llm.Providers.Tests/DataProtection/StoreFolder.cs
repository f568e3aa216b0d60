using Llm.Providers.DataProtection;
using Llm.Providers.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace Llm.Providers.Tests.DataProtection;

/// <summary>A folder for one test, with a key file and a key ring in it.</summary>
internal sealed class StoreFolder : IDisposable
{
    public const string Key = "sk-test-0123456789-abcd-7f3a";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("llm-keys-");
    private readonly List<ProtectedKeyStore> _stores = [];

    public string KeyFile => Path.Combine(_root.FullName, "store", "keys.json");

    public string Text => File.ReadAllText(KeyFile);

    public LogRecorder Log { get; } = new();

    /// <summary>Opens the file with a ring in a folder of the given name.</summary>
    public ProtectedKeyStore Open(string ring = "ring", Action<ProtectedKeyStoreOptions>? configure = null)
    {
        var options = new ProtectedKeyStoreOptions { KeyRing = r => r.PersistKeysToFileSystem(Ring(ring)) };
        configure?.Invoke(options);
        var store = new ProtectedKeyStore(KeyFile, options, loggers: Log);
        _stores.Add(store);
        return store;
    }

    public PlainTextKeyStore OpenPlain(TimeProvider? time = null) => new(KeyFile, time, Log);

    public DirectoryInfo Ring(string name = "ring") => new(Path.Combine(_root.FullName, name));

    public void Dispose()
    {
        _stores.ForEach(s => s.Dispose());
        _root.Delete(recursive: true);
    }

    public void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        File.WriteAllText(KeyFile, text);
        Protect(0b110_000_000);
    }

    public void Protect(int mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile, (UnixFileMode)mode);
        }
    }
}
