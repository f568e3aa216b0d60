using System.Globalization;

namespace Llm.Providers.Corpus;

/// <summary>Collects the differences of one observation.</summary>
internal sealed class Differences
{
    private readonly List<Difference> _found = [];

    public IReadOnlyList<Difference> Found => _found;

    public void Add(string field, string expected, string got) => _found.Add(new(field, expected, got));

    public void Text(string field, JsonElement expected, string? got) => Text(field, expected.ToString(), got);

    public void Text(string field, string expected, string? got)
    {
        if (expected != got)
        {
            Add(field, Quote(expected), Quote(got));
        }
    }

    public void Number(string field, JsonElement expected, long? got)
    {
        if (expected.GetInt64() != got)
        {
            Add(field, expected.GetRawText(), got?.ToString(CultureInfo.InvariantCulture) ?? "nothing");
        }
    }

    public void Real(string field, JsonElement expected, double got)
    {
        var wanted = expected.GetDouble();
        if (!(Math.Abs(wanted - got) <= Math.Max(Math.Abs(wanted), Math.Abs(got)) * 1e-6))
        {
            Add(field, expected.GetRawText(), got.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    public void Texts(string field, JsonElement expected, IEnumerable<string> got)
    {
        string[] wanted = [.. expected.EnumerateArray().Select(e => e.GetString()!)];
        string[] found = [.. got];
        if (!wanted.AsSpan().SequenceEqual(found))
        {
            Add(field, Join(wanted), Join(found));
        }
    }

    public static string Quote(string? text) => text is null ? "nothing" : $"\"{text.ReplaceLineEndings("\\n")}\"";

    private static string Join(string[] texts) => $"[{string.Join(", ", texts.Select(Quote))}]";
}
