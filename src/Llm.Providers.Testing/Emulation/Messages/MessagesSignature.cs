using System.Security.Cryptography;
using System.Text;

namespace Llm.Providers.Testing;

/// <summary>Signs reasoning, so that a client that changes it, or forgets it, is found out.</summary>
internal static class MessagesSignature
{
    private const string Salt = "messages-emulator:";

    public static string Of(string thinking) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Salt + thinking)));
}
