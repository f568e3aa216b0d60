using System.Text.Json;
using System.Text.Json.Nodes;
using Llm.Providers.Wire;

namespace Llm.Providers.OpenAICompatible;

/// <summary>Puts the pieces of <c>reasoning_details</c> together, so that they can go back as they must: text whole, signature with it.</summary>
/// <remarks>Pieces with the same index are one: their text is in fragments, and the signature comes last, without text.</remarks>
internal sealed class ReasoningDetails
{
    private readonly List<JsonObject> _details = [];

    /// <summary>Reads pieces.</summary>
    /// <returns>The text in them.</returns>
    public string Read(ref Utf8JsonReader reader, ChatResponseWriter response)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return "";
        }

        var text = "";
        foreach (var piece in JsonElement.ParseValue(ref reader).EnumerateArray())
        {
            if (piece.ValueKind == JsonValueKind.Object)
            {
                text += TextOf(piece);
                Merge(piece);
                response.NoteContent();
            }
        }

        return text;
    }

    /// <summary>Writes the block that ends here.</summary>
    public void Complete(ChatResponseWriter response)
    {
        if (_details.Count == 0)
        {
            return;
        }

        var array = new JsonArray([.. _details]);
        response.WriteReasoningData(array.ToJsonString());
        _details.Clear();
    }

    private static string TextOf(JsonElement piece) => piece.Text("text"u8) ?? piece.Text("summary"u8) ?? "";

    private void Merge(JsonElement piece)
    {
        var found = piece.TryGetProperty("index"u8, out var index)
            ? _details.FindLast(d => d["index"] is { } i && i.ToJsonString() == index.GetRawText() && SameType(d, piece))
            : null;
        if (found is null)
        {
            _details.Add(JsonObject.Create(piece)!);
            return;
        }

        foreach (var member in piece.EnumerateObject())
        {
            var joined = member.Name is "text" or "summary" or "data" && member.Value.ValueKind == JsonValueKind.String
                ? TextOf(found[member.Name]) + member.Value.GetString()
                : null;
            if (joined is not null)
            {
                found[member.Name] = joined;
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                found[member.Name] = JsonNode.Parse(member.Value.GetRawText());
            }
        }
    }

    private static bool SameType(JsonObject detail, JsonElement piece) =>
        piece.Text("type"u8) is not { } type || TextOf(detail["type"]) is "" || TextOf(detail["type"]) == type;

    private static string TextOf(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : "";
}
