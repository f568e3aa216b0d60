using System.Text;

namespace Llm.Providers.Wire;

/// <summary>Makes strings of the short pieces of text that streams are made of, and makes each only once as a rule.</summary>
/// <remarks>A model's vocabulary is small and its tokens repeat; without this, half the memory of a stream is copies of " the".</remarks>
public static class TokenText
{
    private const int MaxBytes = 24;
    private const int Slots = 4096;

    // Two neighbouring slots for each hash: in a single one, two frequent tokens that meet would push each other out for good.
    // Races are harmless: a slot holds a whole string or another whole string, and every hit is compared.
    private static readonly string?[] s_slots = new string?[Slots];

    /// <summary>Makes a string of UTF-8 bytes.</summary>
    /// <param name="utf8">The bytes; invalid ones become U+FFFD.</param>
    /// <returns>The text.</returns>
    public static string GetString(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var hash = 2166136261u;
        foreach (var b in utf8)
        {
            hash = (hash ^ b) * 16777619u;
        }

        var index = (hash ^ (hash >> 15)) & (Slots - 2);
        ref var first = ref s_slots[index];
        ref var second = ref s_slots[index + 1];
        if (first is { } newer && Ascii.Equals(utf8, newer))
        {
            return newer;
        }

        if (second is { } older && Ascii.Equals(utf8, older))
        {
            return older;
        }

        var text = Encoding.UTF8.GetString(utf8);
        if (text.Length == utf8.Length)
        {
            (first, second) = (text, first);
        }

        return text;
    }
}
