using System.Globalization;

namespace Llm.Providers.Corpus;

/// <summary>Compares what an exception says with the error a vendor sent.</summary>
internal static class ErrorComparer
{
    public static void Compare(JsonElement expected, CorpusCase recorded, Observation observation, Differences differences)
    {
        if (observation.Thrown is not LlmProviderException thrown)
        {
            differences.Add("error", expected.GetRawText(), observation.Thrown?.ToString() ?? "no exception");
            return;
        }

        foreach (var field in expected.EnumerateObject())
        {
            CompareField(field, recorded, thrown, differences);
        }

        if (recorded.Expected.TryGetProperty("text", out var text) && text.GetString() is { Length: > 0 } partial)
        {
            differences.Text("error.partialText", partial, thrown.PartialText);
        }
    }

    private static void CompareField(JsonProperty expected, CorpusCase recorded, LlmProviderException thrown, Differences differences)
    {
        var path = $"error.{expected.Name}";
        switch (expected.Name)
        {
            case "status":
                differences.Number(path, expected.Value, (int?)thrown.StatusCode);
                break;
            case "message":
                CompareMessage(path, expected.Value, thrown, differences);
                break;
            case "code":
                differences.Text(path, expected.Value, thrown.ErrorCode);
                break;
            case "type":
                differences.Text(path, expected.Value, thrown.ErrorType);
                break;
            case "midStream":
                // An error inside an answer comes under the status of a success.
                differences.Text(path, expected.Value.GetBoolean() ? "True" : "False", thrown.StatusCode is { } status && (int)status < 300 ? "True" : "False");
                break;
            case "retryAfterHeader":
                CompareRetryAfter(path, expected.Value, recorded, thrown, differences);
                break;
            default:
                differences.Add(path, "a field that can be compared", "one that is not known");
                break;
        }
    }

    private static void CompareMessage(string path, JsonElement expected, LlmProviderException thrown, Differences differences)
    {
        if (expected.ValueKind == JsonValueKind.String)
        {
            differences.Text(path, expected, thrown.VendorMessage);
        }
        else if (!IsJson(thrown.VendorMessage, out var message) || !JsonElement.DeepEquals(expected, message))
        {
            differences.Add(path, expected.GetRawText(), Differences.Quote(thrown.VendorMessage));
        }
    }

    private static bool IsJson(string? text, out JsonElement value)
    {
        value = default;
        try
        {
            value = JsonElement.Parse(text ?? "");
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Where the vendor also gives milliseconds, those are the more exact form of the same wish.
    private static void CompareRetryAfter(string path, JsonElement expected, CorpusCase recorded, LlmProviderException thrown, Differences differences)
    {
        var seconds = Seconds(recorded.Header("retry-after-ms")) / 1000 is { } exact and > 0 ? exact : Seconds(expected.GetString());
        if (seconds is null || thrown.RetryAfter?.TotalSeconds != seconds)
        {
            differences.Add(path, expected.GetRawText(), thrown.RetryAfter?.ToString() ?? "nothing");
        }
    }

    private static double? Seconds(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
