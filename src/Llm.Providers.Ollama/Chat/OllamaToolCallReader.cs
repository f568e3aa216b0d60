using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Ollama;

/// <summary>Reads tool calls. The server sends each of them whole, with its arguments as an object.</summary>
internal sealed class OllamaToolCallReader
{
    private int _count;

    public bool Any => _count > 0;

    public void Read(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadCall(json, ref reader, response);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadCall(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        string? id = null;
        var function = default(Function);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = JsonText.GetStringOrNull(ref reader);
            }
            else if (reader.ValueTextEquals("function"u8))
            {
                reader.Read();
                function = ReadFunction(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        // Its place is its own: the index on the wire starts again with each line, and older servers write none.
        response.WriteToolCall(_count++, id, function.Name, function.Text is null ? json[function.Arguments] : Encoding.UTF8.GetBytes(function.Text));
    }

    private static Function ReadFunction(ref Utf8JsonReader reader)
    {
        var function = default(Function);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return function;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                function = function with { Name = JsonText.GetStringOrNull(ref reader) };
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                reader.Read();
                function = WithArguments(function, ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return function;
    }

    private static Function WithArguments(Function function, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return function with { Text = JsonText.GetStringOrNull(ref reader) }; // a proxy that speaks of strings, as other wires do
        }

        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return function with { Arguments = start..(int)reader.BytesConsumed };
    }

    /// <summary>What a call says of its function; the arguments are where they stand in the line, or a text.</summary>
    private readonly record struct Function(string? Name, Range Arguments, string? Text);
}
