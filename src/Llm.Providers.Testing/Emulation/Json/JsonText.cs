using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Writes JSON the way vendors do: characters beyond ASCII, emoji included, travel as UTF-8 and not as escapes.</summary>
internal static class JsonText
{
    private const int EscapeLength = 6;

    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_indented = s_compact with { Indented = true, NewLine = "\n" };

    public static byte[] Write(Action<Utf8JsonWriter> write) => Write(write, s_compact);

    public static byte[] WriteIndented(Action<Utf8JsonWriter> write) => Write(write, s_indented);

    public static string WriteString(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(Write(write));

    private static byte[] Write(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        return UnescapePairs(buffer.WrittenSpan);
    }

    /// <summary>Even the most relaxed encoder escapes surrogate pairs; tests of split characters need their four bytes.</summary>
    private static byte[] UnescapePairs(ReadOnlySpan<byte> json)
    {
        var result = new ArrayBufferWriter<byte>(Math.Max(1, json.Length));
        while (json.IndexOf((byte)'\\') is var escape and >= 0)
        {
            result.Write(json[..escape]);
            json = json[escape..];
            if (TryReadUnit(json, out var high) && char.IsHighSurrogate(high)
                && TryReadUnit(json[EscapeLength..], out var low) && char.IsLowSurrogate(low))
            {
                result.Advance(new Rune(high, low).EncodeToUtf8(result.GetSpan(4)));
                json = json[(2 * EscapeLength)..];
            }
            else
            {
                // Backslash and what it escapes, so that an escaped backslash does not look like the start of an escape.
                result.Write(json[..2]);
                json = json[2..];
            }
        }

        result.Write(json);
        return result.WrittenSpan.ToArray();
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> json, out char unit)
    {
        ushort value = 0;
        var isUnit = json.Length >= EscapeLength && json.StartsWith("\\u"u8)
            && ushort.TryParse(json[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
        unit = (char)value;
        return isUnit;
    }
}
