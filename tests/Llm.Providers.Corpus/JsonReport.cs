namespace Llm.Providers.Corpus;

/// <summary>Writes results for programs.</summary>
internal static class JsonReport
{
    public static void Write(string path, IEnumerable<CaseResult> results)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new() { Indented = true });
        json.WriteStartArray();
        foreach (var result in results)
        {
            WriteResult(json, result);
        }

        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, CaseResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Case.Id);
        json.WriteString("protocol", result.Case.Protocol);
        json.WriteString("kind", result.Case.Kind);
        json.WriteString("outcome", result.SkipReason is not null ? "skipped" : result.Passed ? "passed" : "failed");
        if (result.SkipReason is not null)
        {
            json.WriteString("reason", result.SkipReason);
        }

        json.WriteStartArray("differences");
        foreach (var difference in result.Differences)
        {
            json.WriteStartObject();
            json.WriteString("mode", difference.Mode);
            json.WriteString("field", difference.Field);
            json.WriteString("expected", difference.Expected);
            json.WriteString("got", difference.Got);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("disputed");
        foreach (var dispute in result.Disputes)
        {
            json.WriteStringValue(dispute.Field);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
