using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Llm.Providers;

/// <summary>Lays JSON out for people: indented, with small objects on one line, the same on every machine.</summary>
internal static class JsonLayout
{
    private static readonly JsonWriterOptions s_indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions s_line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Indented(Action<Utf8JsonWriter> write) => Write(write, s_indented);

    /// <summary>Writes a property whose value is on one line.</summary>
    public static void WriteLine(this Utf8JsonWriter json, string name, Action<Utf8JsonWriter> write)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(Write(write, s_line), skipInputValidation: true);
    }

    /// <summary>Writes an item of an array on a line of its own. The writer puts no line break before what it is given as it is.</summary>
    public static void WriteItemLine(this Utf8JsonWriter json, Action<Utf8JsonWriter> write) =>
        json.WriteRawValue($"\n{new string(' ', 2 * json.CurrentDepth)}{Write(write, s_line)}", skipInputValidation: true);

    private static string Write(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
