using System.Globalization;
using System.Net.Http.Headers;

namespace Llm.Providers;

/// <summary>Reads from the headers of an error how long to wait and whether to try again at all.</summary>
internal static class RetryHeaders
{
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, TimeProvider time)
    {
        var milliseconds = double.TryParse(Value(headers, "retry-after-ms"), NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? Sane(exact / 1000) : null;
        if (milliseconds > TimeSpan.Zero || Value(headers, "retry-after") is not { } value)
        {
            return milliseconds;
        }

        // A gateway writes 0 ms beside a whole second: taken at its word, it would be asked again at once.
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return Sane(seconds);
        }

        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? Sane((date - time.GetUtcNow()).TotalSeconds) : null;
    }

    /// <summary>Some vendors say outright whether a retry makes sense; that beats what the status would suggest.</summary>
    public static bool? ShouldRetry(HttpResponseHeaders headers) => Value(headers, "x-should-retry") switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    public static string? RequestId(HttpResponseHeaders headers) =>
        Value(headers, "x-request-id") ?? Value(headers, "request-id") ?? Value(headers, "apim-request-id") ?? Value(headers, "x-amzn-requestid") ?? Value(headers, "cf-ray");

    // A date in the past and a negative number mean: now. What is no number at all means nothing.
    public static TimeSpan? Sane(double seconds) =>
        double.IsNaN(seconds) ? null : TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.FromDays(365).TotalSeconds));

    private static string? Value(HttpResponseHeaders headers, string name)
    {
        if (!headers.NonValidated.TryGetValues(name, out var values))
        {
            return null;
        }

        foreach (var value in values)
        {
            return value;
        }

        return null;
    }
}
