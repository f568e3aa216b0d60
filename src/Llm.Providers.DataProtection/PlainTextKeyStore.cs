using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Llm.Providers.DataProtection;

/// <summary>Keys in a file that everyone who gets hold of it can read. Take <see cref="ProtectedKeyStore"/> wherever you can.</summary>
/// <remarks>
/// To name this type is the opt-in; a warning is logged each time one is made. A file that others than its owner may read is refused. It does not
/// read the file of a <see cref="ProtectedKeyStore"/>, nor the other way round.
/// </remarks>
public sealed class PlainTextKeyStore : FileKeyStore
{
    /// <summary>Initializes a new instance of the <see cref="PlainTextKeyStore"/> class. Nothing is read yet.</summary>
    /// <param name="path">The file; it is made when the first key is set. A relative path starts at the current folder.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="loggers">Where warnings go; <see langword="null"/> for nowhere.</param>
    public PlainTextKeyStore(string path, TimeProvider? time = null, ILoggerFactory? loggers = null)
        : this(new KeyFile(path, KeyFile.Plain, KeyFile.DefaultLockTimeout, time ?? TimeProvider.System, CreateLogger(loggers)), time ?? TimeProvider.System, CreateLogger(loggers)) =>
        Logger.PlainText(FilePath);

    private PlainTextKeyStore(KeyFile file, TimeProvider time, ILogger logger)
        : base(file, time, logger)
    {
    }

    private protected override string Conceal(string id, string key) => key;

    private protected override string Reveal(string id, KeyFileEntry entry) => entry.Secret;

    private static ILogger CreateLogger(ILoggerFactory? loggers) => (loggers ?? NullLoggerFactory.Instance).CreateLogger(Log.Category);
}
