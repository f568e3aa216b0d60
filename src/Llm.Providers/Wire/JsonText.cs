using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Llm.Providers.Wire;

/// <summary>Reads JSON strings without making .NET strings of them, and without failing on halves of surrogate pairs.</summary>
public static class JsonText
{
    /// <summary>Gets the text of the string the reader stands on.</summary>
    /// <param name="reader">The reader, on a string.</param>
    /// <param name="rented">The pooled array that was needed for unescaping; give it to <see cref="Return"/> afterwards.</param>
    /// <returns>The unescaped text in UTF-8, valid until the array is returned.</returns>
    public static ReadOnlySpan<byte> Read(ref Utf8JsonReader reader, out byte[]? rented)
    {
        rented = null;
        if (!reader.ValueIsEscaped)
        {
            return reader.ValueSpan;
        }

        rented = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return rented.AsSpan(0, reader.CopyString(rented));
        }
        catch (InvalidOperationException)
        {
            // A server cut an emoji in two and wrote each half as an escape of its own.
            return Encoding.UTF8.GetBytes(GetString(ref reader));
        }
    }

    /// <summary>Gives an array back that <see cref="Read"/> rented.</summary>
    /// <param name="rented">The array or <see langword="null"/>.</param>
    public static void Return(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Gets the text of the string or number the reader stands on; half a surrogate pair becomes U+FFFD.</summary>
    /// <param name="reader">The reader.</param>
    /// <returns>The text; <see langword="null"/> for any other value, which is skipped.</returns>
    public static string? GetStringOrNull(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return GetString(ref reader);
            case JsonTokenType.Number:
                return Encoding.ASCII.GetString(reader.ValueSpan);
            default:
                reader.Skip();
                return null;
        }
    }

    private static string GetString(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(reader.ValueSpan);
        }
    }

    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var text = new StringBuilder();
        var raw = Encoding.UTF8.GetString(escaped);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (raw[i] == 'u')
            {
                text.Append((char)ushort.Parse(raw.AsSpan(i + 1, 4), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                text.Append(raw[i] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', var c => c });
            }
        }

        // Through UTF-8 and back: what is no whole character becomes U+FFFD.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
