using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Reads function calls: whole ones, and those whose arguments come value by value.</summary>
/// <remarks>See <see href="https://cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling#streaming-fc">streamed arguments</see>.</remarks>
internal sealed class FunctionCallParser
{
    private PartialCall? _open;
    private int _count;

    /// <summary>Gets a value indicating whether arguments of a call are still to come.</summary>
    public bool IsOpen => _open is not null;

    /// <summary>Reads the call the reader stands at.</summary>
    public void Read(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, string? signature, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        string? id = null, name = null;
        var continues = false;
        ReadOnlySpan<byte> arguments = default;
        JsonElement partial = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                name = JsonText.GetStringOrNull(ref reader);
            }
            else if (reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = JsonText.GetStringOrNull(ref reader) is { Length: > 0 } given ? given : null;
            }
            else if (reader.ValueTextEquals("args"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                arguments = json[start..(int)reader.BytesConsumed];
            }
            else if (reader.ValueTextEquals("partialArgs"u8))
            {
                reader.Read();
                partial = JsonElement.ParseValue(ref reader);
            }
            else
            {
                var says = reader.ValueTextEquals("willContinue"u8);
                reader.Read();
                continues |= says && reader.TokenType == JsonTokenType.True;
                reader.Skip();
            }
        }

        if (name is { Length: > 0 })
        {
            Complete(response); // what comes now is another call, and the one before never ended
        }

        if (_open is null && !continues && partial.ValueKind == JsonValueKind.Undefined)
        {
            WriteWhole(id, name, arguments, signature, response);
            return;
        }

        _open ??= new(id, name ?? "", signature);
        _open.Add(arguments, partial);
        response.NoteContent();
        if (!continues)
        {
            Write(_open.Id, _open.Name, _open.ToArguments(complete: true), _open.Signature, response);
            _open = null;
        }
    }

    /// <summary>Writes a call that was cut off, its arguments as far as they came.</summary>
    public void Complete(ChatResponseWriter response)
    {
        if (_open is { } cut)
        {
            _open = null;
            Write(cut.Id, cut.Name, cut.ToArguments(complete: false), cut.Signature, response);
        }
    }

    // An object without a name ends the arguments before it, or nothing at all.
    private void WriteWhole(string? id, string? name, ReadOnlySpan<byte> arguments, string? signature, ChatResponseWriter response)
    {
        if (name is { Length: > 0 })
        {
            Write(id, name, arguments, signature, response);
        }
    }

    private void Write(string? id, string name, ReadOnlySpan<byte> arguments, string? signature, ChatResponseWriter response)
    {
        var index = _count++;
        response.WriteToolCall(index, id ?? GoogleProperties.NewCallId(response.ResponseId, index), name, arguments, signature is null ? null : new(GoogleProperties.Signature, signature));
    }
}
