using Microsoft.AspNetCore.DataProtection;

namespace Llm.Providers.DataProtection;

/// <summary>Settings of <see cref="ProtectedKeyStore"/>.</summary>
public sealed class ProtectedKeyStoreOptions
{
    /// <summary>Gets or sets the name that keeps the store of one application apart from that of another on the same key ring.</summary>
    /// <value>The default is <c>Llm.Providers</c>. All programs that share a file need the same name. It counts for the store's own key ring only.</value>
    public string ApplicationName { get; set; } = "Llm.Providers";

    /// <summary>Gets or sets what configures the store's own key ring: where it is kept and what protects it.</summary>
    /// <value>
    /// The default is <see langword="null"/>: Data Protection chooses. On Linux and macOS that is a folder in the home of the user, unprotected; in a container
    /// it is lost with the container. See <see href="https://learn.microsoft.com/aspnet/core/security/data-protection/configuration/default-settings">the defaults</see>.
    /// </value>
    /// <example><code>
    /// options.KeyRing = ring => ring.PersistKeysToFileSystem(new(ringFolder)).ProtectKeysWithCertificate(certificate);
    /// </code></example>
    public Action<IDataProtectionBuilder>? KeyRing { get; set; }

    /// <summary>Gets or sets a value indicating whether the key ring of the application protects the store, the one its cookies and tokens use.</summary>
    /// <value>The default is <see langword="false"/>: a ring of its own, so that a program that sets keys need not pose as the application.</value>
    public bool UseApplicationKeyRing { get; set; }

    /// <summary>Gets or sets how long a change waits for another process that is changing the file.</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan LockTimeout { get; set; } = KeyFile.DefaultLockTimeout;
}
