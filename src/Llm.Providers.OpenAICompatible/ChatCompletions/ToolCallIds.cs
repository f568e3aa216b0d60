using System.Security.Cryptography;
using System.Text;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Brings the ids of tool calls into the form a vendor takes. The same id always gives the same result, so calls and results stay together.</summary>
internal static class ToolCallIds
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int Length = 9;

    public static string Write(string id, ToolCallIdRule rule)
    {
        if (rule == ToolCallIdRule.Any || (id.Length == Length && id.All(char.IsAsciiLetterOrDigit)))
        {
            return id;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return string.Create(Length, (ReadOnlySpan<byte>)hash, static (target, bytes) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = Alphabet[bytes[i] % Alphabet.Length];
            }
        });
    }
}
