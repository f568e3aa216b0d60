using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Llm.Providers.Wire;

/// <summary>Brings the ids of tool calls into the form a vendor takes, so that a history made elsewhere can be sent.</summary>
public static class ToolCallIds
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static readonly SearchValues<char> s_allowed = SearchValues.Create(Alphabet + "_-");

    /// <summary>Fits an id of letters, digits, <c>_</c> and <c>-</c> into a length. An id that fits stays as it is.</summary>
    /// <param name="id">The id of a call or of its result.</param>
    /// <param name="maxLength">The largest length, in characters; 8 to 64.</param>
    /// <returns>The id, or letters and digits made from it: the same id always gives the same ones, so calls and results stay together.</returns>
    public static string Fit(string id, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Length > 0 && id.Length <= maxLength && !id.AsSpan().ContainsAnyExcept(s_allowed) ? id : Hash(id, Math.Min(maxLength, 24));
    }

    /// <summary>Makes letters and digits from an id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="length">Their number; 1 to 32.</param>
    /// <returns>The same id always gives the same letters and digits.</returns>
    public static string Hash(string id, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, SHA256.HashSizeInBytes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return string.Create(length, (ReadOnlySpan<byte>)hash, static (target, bytes) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                target[i] = Alphabet[bytes[i] % Alphabet.Length];
            }
        });
    }
}
