using System.Buffers;
using System.Text.Json;
using Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Llm.Providers.Google;

/// <summary>Reads the parts of an answer.</summary>
/// <remarks>
/// A signature stays with what it came with: on a thought as its protected data, on a call and on data as a property, and with text as reasoning
/// without words behind it, because Microsoft.Extensions.AI joins pieces of text and keeps nothing else of them.
/// </remarks>
internal sealed class GenerateContentPartParser(bool streaming)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly List<int> _textStarts = [];
    private readonly NativeParts _natives = new();
    private FunctionCallParser? _calls;
    private bool _afterThought;

    /// <summary>Gets all text of the answer so far.</summary>
    public ReadOnlySpan<byte> Text => _text.WrittenSpan;

    /// <summary>Gets where the text of a part begins in <see cref="Text"/>: the pieces of a stream count as one part.</summary>
    public int StartOf(int part) => !streaming && part < _textStarts.Count ? _textStarts[part] : 0;

    /// <summary>Reads the part the reader stands at.</summary>
    public void Read(ReadOnlySpan<byte> json, ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        var start = (int)reader.TokenStartIndex;
        var (hasText, thought, isCall, isNative) = (false, false, false, false);
        string? signature = null;
        Utf8JsonReader value = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("text"u8))
            {
                reader.Read();
                value = reader;
                hasText = reader.TokenType == JsonTokenType.String;
            }
            else if (reader.ValueTextEquals("thought"u8))
            {
                reader.Read();
                thought = reader.TokenType == JsonTokenType.True;
            }
            else if (reader.ValueTextEquals("thoughtSignature"u8) || reader.ValueTextEquals("thought_signature"u8))
            {
                reader.Read();
                signature = JsonText.GetStringOrNull(ref reader) is { Length: > 0 } given ? given : null;
            }
            else
            {
                isCall = reader.ValueTextEquals("functionCall"u8);
                isNative |= !isCall;
                reader.Read();
                value = isCall ? reader : value;
            }

            reader.Skip();
        }

        BeginPart();
        if (isNative)
        {
            _afterThought = false;
            EndCalls(response);
            _natives.Write(JsonElement.Parse(json[start..(int)reader.BytesConsumed]), thought, signature, response);
        }
        else if (isCall)
        {
            (_calls ??= new()).Read(json, ref value, signature, response);
        }
        else if (signature is not null || (hasText && value.ValueSpan.Length > 0))
        {
            EndCalls(response);
            WriteText(ref value, hasText, thought, signature, response);
        }
    }

    /// <summary>Writes what was held back until the end.</summary>
    public void Complete(ChatResponseWriter response) => _calls?.Complete(response);

    // What follows a call stays behind it: the vendor's own tools may run in the same turn.
    private void EndCalls(ChatResponseWriter response)
    {
        if (_calls is { IsOpen: false })
        {
            response.EndToolCalls();
        }
    }

    private void BeginPart()
    {
        if (!streaming)
        {
            _textStarts.Add(_text.WrittenCount);
        }
    }

    private void WriteText(ref Utf8JsonReader value, bool hasText, bool thought, string? signature, ChatResponseWriter response)
    {
        if (thought)
        {
            response.WriteReasoning(hasText ? JsonText.GetStringOrNull(ref value) : null);
            if (signature is not null)
            {
                response.WriteReasoningData(signature);
            }

            _afterThought = signature is null;
            return;
        }

        var length = hasText ? WriteText(ref value, response) : 0;
        if (signature is not null)
        {
            WriteSignature(signature, withText: length > 0, response);
        }
        else
        {
            _afterThought &= length == 0;
        }
    }

    private int WriteText(ref Utf8JsonReader value, ChatResponseWriter response)
    {
        var text = JsonText.Read(ref value, out var rented);
        try
        {
            response.WriteText(text);
            _text.Write(text);
            return text.Length;
        }
        finally
        {
            JsonText.Return(rented);
        }
    }

    private void WriteSignature(string signature, bool withText, ChatResponseWriter response)
    {
        if (_afterThought && !withText)
        {
            // Nothing stands between a thought and a signature that is not its own: they would become one.
            response.WriteContent(new TextContent(""));
        }

        _afterThought = false;
        response.WriteReasoningData(signature, new(GoogleProperties.Part, withText ? GoogleProperties.WithText : GoogleProperties.Alone));
    }
}
