using System.Text.Json;

namespace Llm.Providers.Anthropic;

/// <summary>An event that carries a piece of a block: of a hundred events of a stream all but a few are such, and they are read without a document.</summary>
internal readonly ref struct DeltaEvent
{
    private DeltaEvent(DeltaKind kind, int index, Utf8JsonReader text)
    {
        Kind = kind;
        Index = index;
        Text = text;
    }

    public DeltaKind Kind { get; }

    public int Index { get; }

    /// <summary>Gets a reader that stands on the string.</summary>
    public Utf8JsonReader Text { get; }

    /// <summary>Reads an event of the form <c>{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"…"}}</c>.</summary>
    /// <returns><see langword="false"/> for any other event, and for one whose members stand in another order.</returns>
    /// <exception cref="JsonException">Something follows the end of the event, or it is cut off.</exception>
    public static bool TryRead(ReadOnlySpan<byte> data, out DeltaEvent delta)
    {
        delta = default;
        var reader = new Utf8JsonReader(data);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject
            || !IsMember(ref reader, "type"u8) || reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals("content_block_delta"u8)
            || !IsMember(ref reader, "index"u8) || reader.TokenType != JsonTokenType.Number || !reader.TryGetInt32(out var index)
            || !IsMember(ref reader, "delta"u8) || reader.TokenType != JsonTokenType.StartObject
            || !IsMember(ref reader, "type"u8) || reader.TokenType != JsonTokenType.String || KindOf(ref reader) is not { } kind
            || !IsMember(ref reader, NameOf(kind)) || reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        delta = new(kind, index, reader);
        while (reader.Read())
        {
            // To the end: two events that a proxy glued together are no event.
        }

        return true;
    }

    private static bool IsMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name) && reader.Read();

    private static DeltaKind? KindOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("text_delta"u8) ? DeltaKind.Text
        : reader.ValueTextEquals("input_json_delta"u8) ? DeltaKind.Input
        : reader.ValueTextEquals("thinking_delta"u8) ? DeltaKind.Thinking
        : null;

    private static ReadOnlySpan<byte> NameOf(DeltaKind kind) => kind switch
    {
        DeltaKind.Text => "text"u8,
        DeltaKind.Input => "partial_json"u8,
        _ => "thinking"u8,
    };
}
