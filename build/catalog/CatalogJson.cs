using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Llm.Providers.Build;

/// <summary>Reading leniently, printing in one way only: rows by id, one member a line, members in a fixed order.</summary>
internal static class CatalogJson
{
    private static readonly string[] s_order =
    [
        "name", "member", "aliases", "family", "status", "retires", "successor", "default", "modes", "capabilities", "lacks", "input", "output", "protocol", "context", "maxInput", "maxOutput",
        "temperature", "rejects", "maxTokensField", "reasoning", "dimensions", "maxInputs", "prices", "priceSource", "pricesChecked", "released", "knowledge", "source", "checked", "extra",
    ];

    public static JsonObject? Read(string file) =>
        File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject() : null;

    public static string? Text(this JsonNode? node, string name) => node?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? (string?)value : null;

    public static bool? Flag(this JsonNode? node, string name) => node?[name] is JsonValue value && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? (bool?)node[name] : null;

    /// <summary>A count; 0 stands for one that is not known.</summary>
    public static int? Count(this JsonNode? node, string name) => node?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && Number(value) is > 0 and <= int.MaxValue and var n ? (int)n : null;

    public static decimal Number(JsonNode node) => Trim(decimal.Parse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture));

    /// <summary>The same number without zeros at its end, so that it is written in one way only.</summary>
    public static decimal Trim(decimal number) => number / 1.0000000000000000000000000000m;

    public static List<string> Words(JsonNode? node) => node is JsonArray array ? [.. array.Select(w => w!.ToString())] : [];

    public static JsonArray? Array(IEnumerable<string> words) => words.Select(w => (JsonNode)w).ToArray() is { Length: > 0 } nodes ? new(nodes) : null;

    public static JsonObject Compact(JsonObject node) => new(node.Where(m => m.Value is not (null or JsonObject { Count: 0 })).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));

    public static string Print(JsonObject file, SortedDictionary<string, JsonObject> rows)
    {
        var text = new StringBuilder("{\n");
        foreach (var (name, value) in Compact(file))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {Quoted(name)}: {Inline(value)},\n");
        }

        text.Append("  \"models\": {");
        foreach (var (id, row) in rows)
        {
            var members = Compact(row).Where(m => m.Value is not JsonObject o || Compact(o).Count > 0).OrderBy(m => Place(id, m.Key)).Select(m => $"\n      {Quoted(m.Key)}: {Inline(m.Value)}");
            text.Append(CultureInfo.InvariantCulture, $"{(id == rows.First().Key ? "" : ",")}\n    {Quoted(id)}: {{{string.Join(",", members)}\n    }}");
        }

        return text.Append("\n  }\n}\n").ToString();
    }

    private static int Place(string id, string member) => System.Array.IndexOf(s_order, member) is >= 0 and var place ? place : throw new InvalidDataException($"{id}: the member '{member}' is not one of a row.");

    private static string Inline(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject o => "{ " + string.Join(", ", Compact(o).Select(m => $"{Quoted(m.Key)}: {Inline(m.Value)}")) + " }",
        JsonArray a => "[" + string.Join(", ", a.Select(Inline)) + "]",
        JsonValue v when v.GetValueKind() == JsonValueKind.String => Quoted((string)v!),
        _ => node.ToJsonString(),
    };

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
