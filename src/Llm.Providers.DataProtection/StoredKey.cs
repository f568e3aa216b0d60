namespace Llm.Providers.DataProtection;

/// <summary>What may be shown of a key in a store: whose it is and since when, never the key.</summary>
/// <param name="ProviderId">The name of the provider instance, in lower case.</param>
/// <param name="Masked">An ellipsis, followed by the last four characters of a key that has at least 20; an ellipsis alone for a shorter key and for one that cannot be read.</param>
/// <param name="SetAt">When the key was set.</param>
/// <param name="IsReadable"><see langword="false"/> when the key cannot be decrypted here; <see cref="FileKeyStore.GetAsync"/> says why.</param>
public sealed record StoredKey(string ProviderId, string Masked, DateTimeOffset SetAt, bool IsReadable);
