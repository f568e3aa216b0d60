using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Llm.Providers.DataProtection;

/// <summary>Says why a key cannot be decrypted, and what to do.</summary>
internal static class UnreadableKey
{
    private const int GuidBytes = 16;

    /// <summary>Gets what an encrypted value begins with: https://learn.microsoft.com/aspnet/core/security/data-protection/implementation/authenticated-encryption-details.</summary>
    private static ReadOnlySpan<byte> Magic => [0x09, 0xF0, 0xC9, 0xF0];

    public static LlmProviderException Explain(string id, string path, byte[]? encrypted, IKeyManager? ring, Exception cause)
    {
        var why = RingKeyOf(encrypted) is { } ringKey ? Explain(ringKey, ring) : "the entry was changed: it is no encrypted value";
        return new(LlmErrorKind.Configuration, $"The key of {id} in {path} cannot be decrypted: {why}. The file was left as it is. {Advice(id)}", cause) { ProviderId = id };
    }

    private static string Explain(Guid ringKey, IKeyManager? ring)
    {
        if (Find(ringKey, ring, out var known) is { } found)
        {
            return found.IsRevoked
                ? $"the key {ringKey} of the key ring, which protects it, was revoked"
                : "the entry was changed, or was made for another provider, or under another application name";
        }

        return known
            ? $"the key ring used here has no key {ringKey}, which protects it: the ring was lost, or another program, user or machine with a ring of its own wrote the entry"
            : "the entry was changed, or the key ring or application name is not the one it was protected with";
    }

    private static string Advice(string id) =>
        $"Use the key ring and application name the file was written with, or set the key of {id} again.";

    private static Guid? RingKeyOf(ReadOnlySpan<byte> encrypted) =>
        encrypted.Length > Magic.Length + GuidBytes && encrypted.StartsWith(Magic) ? new Guid(encrypted.Slice(Magic.Length, GuidBytes)) : null;

    private static IKey? Find(Guid ringKey, IKeyManager? ring, out bool known)
    {
        known = ring is not null;
        try
        {
            return ring?.GetAllKeys().FirstOrDefault(k => k.KeyId == ringKey);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException or System.Xml.XmlException)
        {
            known = false; // the ring itself cannot be read; the cause, which is kept, says so
            return null;
        }
    }
}
