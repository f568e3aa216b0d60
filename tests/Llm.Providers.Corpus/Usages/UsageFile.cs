using System.Globalization;

namespace Llm.Providers.Corpus.Usages;

/// <summary>Reads the rows that have prices.</summary>
internal static class UsageFile
{
    public static IEnumerable<UsageRow> Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var index = 0;
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            foreach (var row in ReadRows(entry, index))
            {
                yield return row;
            }

            index++;
        }
    }

    private static IEnumerable<UsageRow> ReadRows(JsonElement entry, int index)
    {
        var body = entry.GetProperty("body").Clone();
        return from extracted in entry.GetProperty("extracted").EnumerateArray()
               from extractor in extracted.GetProperty("extractors").EnumerateArray()
               where extractor.TryGetProperty("input_price", out _)
               select new UsageRow(index, Text(extractor, "provider_id"), Text(extractor, "api_flavor"), Text(entry, "model"), body, Price(extractor, "input_price"), Price(extractor, "output_price"));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static decimal Price(JsonElement json, string name) => decimal.Parse(json.GetProperty(name).ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
