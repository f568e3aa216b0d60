using System.Globalization;
using System.Text;
using System.Text.Json;
using Llm.Providers.Wire;

namespace Llm.Providers.Google;

/// <summary>Reads errors: <c>google.rpc.Status</c>, alone or in an array, with the details that say what kind it is and how long to wait.</summary>
/// <remarks>
/// The sentence "You exceeded your current quota" stands in the answers of a minute's limit and of a day's alike; the id of the quota tells them
/// apart. See <see href="https://cloud.google.com/apis/design/errors#error_model">the error model</see>.
/// </remarks>
internal static class GeminiErrors
{
    private const int DeepestNesting = 3;

    public static WireError Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonElement.ParseValue(ref reader) is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } root ? From(root) : WireError.Parse(body);
        }
        catch (JsonException)
        {
            return WireError.Parse(body);
        }
    }

    /// <summary>Reads an error value, with or without the member <c>error</c> around it.</summary>
    public static WireError From(JsonElement value) => From(value, depth: 0);

    private static WireError From(JsonElement value, int depth)
    {
        var error = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? value[0] : value;
        error = error.Member("error"u8) is { ValueKind: JsonValueKind.Object } inner ? inner : error;
        var message = error.Text("message"u8);
        if (Nested(message) is { } nested && depth < DeepestNesting)
        {
            // Some ways in wrap the whole body, as text, into the message of another.
            return From(nested, depth + 1);
        }

        var details = error.Member("details"u8);
        return WireError.From(error) with
        {
            Type = error.Text("status"u8) ?? error.Text("type"u8),
            Kind = KindOf(message, details),
            Parameter = Detail(details, "BadRequest").Items("fieldViolations"u8).Select(v => v.Text("field"u8)).FirstOrDefault(),
            RetryAfter = Delay(Detail(details, "RetryInfo").Text("retryDelay"u8)),
        };
    }

    private static JsonElement? Nested(string? message)
    {
        if (message is null || message.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(message));
            var value = JsonElement.ParseValue(ref reader);
            var first = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? value[0] : value;
            return first.Member("error"u8).ValueKind == JsonValueKind.Object ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LlmErrorKind? KindOf(string? message, JsonElement details)
    {
        if (Detail(details, "ErrorInfo").Text("reason"u8) is "API_KEY_INVALID" or "ACCESS_TOKEN_EXPIRED" or "ACCESS_TOKEN_TYPE_UNSUPPORTED")
        {
            return LlmErrorKind.Authentication;
        }

        foreach (var violation in Detail(details, "QuotaFailure").Items("violations"u8))
        {
            if (violation.Text("quotaId"u8)?.Contains("PerDay", StringComparison.Ordinal) == true)
            {
                return LlmErrorKind.QuotaExceeded;
            }
        }

        return message?.Contains("exceeds the maximum number of tokens", StringComparison.OrdinalIgnoreCase) == true ? LlmErrorKind.ContextLengthExceeded : null;
    }

    private static JsonElement Detail(JsonElement details, string type)
    {
        foreach (var detail in details.ValueKind == JsonValueKind.Array ? details.EnumerateArray() : default)
        {
            if (detail.Text("@type"u8)?.EndsWith($".{type}", StringComparison.Ordinal) == true)
            {
                return detail;
            }
        }

        return default;
    }

    // Seconds with up to nine decimals and an s: https://protobuf.dev/reference/protobuf/google.protobuf/#duration
    private static TimeSpan? Delay(string? text) =>
        text is [.. var digits, 's'] && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 31_536_000
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
