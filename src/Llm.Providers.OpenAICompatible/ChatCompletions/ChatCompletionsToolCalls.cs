using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Reads tool calls, whole or in fragments.</summary>
internal static class ChatCompletionsToolCalls
{
    public static void Read(ref Utf8JsonReader reader, ChatResponseWriter response, bool streaming)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        for (var position = 0; reader.Read() && reader.TokenType == JsonTokenType.StartObject; position++)
        {
            // Two calls of one list are never one, with or without an id. Only a fragment that comes alone may go on with the last call.
            ReadCall(ref reader, response, streaming && position == 0 ? null : position);
        }
    }

    /// <summary>Reads <c>function_call</c>, which was there before <c>tool_calls</c>.</summary>
    public static void ReadLegacy(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var fragment = default(Fragment);
        ReadFunction(ref reader, ref fragment);
        if (!string.IsNullOrEmpty(fragment.Name) || fragment.ArgumentsSeen)
        {
            Write(response, null, null, fragment, null);
        }
    }

    private static void ReadCall(ref Utf8JsonReader reader, ChatResponseWriter response, int? index)
    {
        string? id = null;
        var fragment = default(Fragment);
        KeyValuePair<string, object?>? native = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("index"u8))
            {
                reader.Read();
                index = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) ? number : index;
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = JsonText.GetStringOrNull(ref reader);
            }
            else if (reader.ValueTextEquals("function"u8))
            {
                reader.Read();
                ReadFunction(ref reader, ref fragment);
            }
            else if (reader.ValueTextEquals("custom"u8))
            {
                reader.Read();
                fragment.IsText = reader.TokenType == JsonTokenType.StartObject;
                ReadFunction(ref reader, ref fragment);
            }
            else if (reader.ValueTextEquals("extra_content"u8))
            {
                reader.Read();
                native = new(ChatCompletionsAssistantMessage.ExtraContent, JsonElement.ParseValue(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }

        Write(response, index, id, fragment, native);
    }

    private static void ReadFunction(ref Utf8JsonReader reader, ref Fragment fragment)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                fragment.Name = JsonText.GetStringOrNull(ref reader);
            }
            else if (reader.ValueTextEquals("arguments"u8) || reader.ValueTextEquals("input"u8))
            {
                reader.Read();
                fragment.Arguments = reader;
                fragment.ArgumentsSeen = reader.TokenType is JsonTokenType.String or JsonTokenType.StartObject;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void Write(ChatResponseWriter response, int? index, string? id, Fragment fragment, KeyValuePair<string, object?>? native)
    {
        if (fragment.IsText)
        {
            WriteText(response, index, id, fragment);
        }
        else if (!fragment.ArgumentsSeen)
        {
            response.WriteToolCall(index, id, fragment.Name, default, native);
        }
        else if (fragment.Arguments.TokenType == JsonTokenType.String)
        {
            var arguments = JsonText.Read(ref fragment.Arguments, out var rented);
            response.WriteToolCall(index, id, fragment.Name, arguments, native);
            JsonText.Return(rented);
        }
        else
        {
            // Some servers give the arguments as an object instead of a string that holds one.
            response.WriteToolCall(index, id, fragment.Name, Encoding.UTF8.GetBytes(JsonElement.ParseValue(ref fragment.Arguments).GetRawText()), native);
        }
    }

    private static void WriteText(ChatResponseWriter response, int? index, string? id, Fragment fragment)
    {
        byte[]? rented = null;
        var text = fragment.Arguments.TokenType == JsonTokenType.String ? JsonText.Read(ref fragment.Arguments, out rented) : default;
        response.WriteTextToolCall(index, id, fragment.Name, text);
        JsonText.Return(rented);
    }

    /// <summary>What a fragment says of its function; the arguments are read when index and id are known, for they may follow.</summary>
    private ref struct Fragment
    {
        public string? Name;
        public Utf8JsonReader Arguments;
        public bool ArgumentsSeen;
        public bool IsText;
    }
}
