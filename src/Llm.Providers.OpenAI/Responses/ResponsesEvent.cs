using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAI;

/// <summary>The outline of an event of a stream: what it is about, and where its values stand. Nothing is copied.</summary>
internal ref struct ResponsesEvent
{
    private Utf8JsonReader _delta;
    private Utf8JsonReader _itemId;
    private Utf8JsonReader _payload;
    private bool _hasItemId;

    public ReadOnlySpan<byte> Type { get; private set; }

    public int? OutputIndex { get; private set; }

    public long? SequenceNumber { get; private set; }

    public bool HasText { get; private set; }

    /// <summary>Gets a value indicating whether the event holds an answer, an item, a part or an annotation.</summary>
    public bool HasPayload { get; private set; }

    public static ResponsesEvent Read(StreamFrame frame)
    {
        var read = new ResponsesEvent { Type = frame.EventType };
        var reader = new Utf8JsonReader(frame.Data);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An event is not an object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            read.ReadMember(ref reader);
        }

        return read;
    }

    /// <summary>Gets a reader that stands on the text of a delta.</summary>
    public readonly Utf8JsonReader Delta => _delta;

    public readonly string? TextString()
    {
        var reader = _delta;
        return JsonText.GetStringOrNull(ref reader);
    }

    public readonly string? ItemId()
    {
        var reader = _itemId;
        return _hasItemId ? JsonText.GetStringOrNull(ref reader) : null;
    }

    public readonly JsonElement Payload()
    {
        var reader = _payload;
        return JsonElement.ParseValue(ref reader);
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("type"u8))
        {
            reader.Read();
            Type = reader.TokenType == JsonTokenType.String ? reader.ValueSpan : Type;
        }
        else if (reader.ValueTextEquals("delta"u8))
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                _delta = reader;
                HasText = true;
            }
        }
        else if (reader.ValueTextEquals("output_index"u8))
        {
            reader.Read();
            OutputIndex = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index) ? index : null;
        }
        else if (reader.ValueTextEquals("item_id"u8))
        {
            reader.Read();
            _itemId = reader;
            _hasItemId = reader.TokenType == JsonTokenType.String;
        }
        else if (reader.ValueTextEquals("sequence_number"u8))
        {
            reader.Read();
            SequenceNumber = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : null;
        }
        else if (reader.ValueTextEquals("response"u8) || reader.ValueTextEquals("item"u8) || reader.ValueTextEquals("annotation"u8))
        {
            reader.Read();
            _payload = reader;
            HasPayload = reader.TokenType == JsonTokenType.StartObject;
        }
        else
        {
            reader.Read();
        }

        reader.Skip(); // to the end of an object or array; a value is its own end
    }
}
