using System.Globalization;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>What all answers of a Gemini-shaped server share: headers, the error object, bodies that are not streamed.</summary>
internal static class GeminiAnswers
{
    /// <summary>Reads the key of AI Studio from its header or from the address; null when there is none.</summary>
    public static string? GoogleKey(EmulatorRequest request) => request.Header("x-goog-api-key") ?? Query(request, "key");

    /// <summary>Reads a value from the address; null when it is not there.</summary>
    public static string? Query(EmulatorRequest request, string name) =>
        request.Query.Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair.Length == 2 && pair[0] == name) is [_, var value] ? Uri.UnescapeDataString(value) : null;

    public static Dictionary<string, string> Headers(string contentType = "application/json; charset=UTF-8") => new()
    {
        ["content-type"] = contentType,
        ["vary"] = "Origin, X-Origin, Referer",
        ["server-timing"] = "gfet4t7; dur=12",
    };

    public static EmulatorResponse Json(EmulatorCall call, Action<Utf8JsonWriter> write) =>
        new() { Headers = Headers(), Body = [new(JsonText.WriteIndented(write))] };

    public static EmulatorResponse Error(ScenarioError error, EmulatorCall call)
    {
        var refusesKey = RefusesKey(error);
        var status = refusesKey ? (error.Code is null ? 403 : 400) : error.Status;
        var headers = Headers();
        if (error.RetryAfter is { } wait)
        {
            headers["retry-after"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        // A stream that is one array has its errors in the array.
        var inArray = call.Request.Path.EndsWith(":streamGenerateContent", StringComparison.Ordinal) && Query(call.Request, "alt") != "sse";
        return new()
        {
            Status = status,
            Headers = headers,
            Body = [new(JsonText.WriteIndented(writer =>
            {
                if (inArray)
                {
                    writer.WriteStartArray();
                }

                WriteError(writer, error, status, refusesKey);
                if (inArray)
                {
                    writer.WriteEndArray();
                }
            }))],
        };
    }

    // The emulator refuses every wire's keys in the same words; this vendor answers 400 to a wrong key and 403 to none.
    private static bool RefusesKey(ScenarioError error) => error is { Status: 401, Type: "invalid_request_error" };

    private static void WriteError(Utf8JsonWriter writer, ScenarioError error, int status, bool refusesKey)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteNumber("code", status);
        writer.WriteString("message", !refusesKey ? error.Message : status == 400 ? "API key not valid. Please pass a valid API key." : "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.");
        writer.WriteString("status", Status(status));
        if (refusesKey && status == 400)
        {
            writer.WriteStartArray("details");
            writer.WriteStartObject();
            writer.WriteString("@type", "type.googleapis.com/google.rpc.ErrorInfo");
            writer.WriteString("reason", "API_KEY_INVALID");
            writer.WriteString("domain", "googleapis.com");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        else if (error.RetryAfter is { } wait)
        {
            WriteQuota(writer, wait);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteQuota(Utf8JsonWriter writer, TimeSpan wait)
    {
        writer.WriteStartArray("details");
        writer.WriteStartObject();
        writer.WriteString("@type", "type.googleapis.com/google.rpc.QuotaFailure");
        writer.WriteStartArray("violations");
        writer.WriteStartObject();
        writer.WriteString("quotaMetric", "generativelanguage.googleapis.com/generate_content_requests");
        writer.WriteString("quotaId", "GenerateRequestsPerMinutePerProjectPerModel");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("@type", "type.googleapis.com/google.rpc.RetryInfo");
        writer.WriteString("retryDelay", string.Create(CultureInfo.InvariantCulture, $"{wait.TotalSeconds}s"));
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    // https://cloud.google.com/apis/design/errors#handling_errors
    private static string Status(int status) => status switch
    {
        400 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        405 => "UNIMPLEMENTED",
        429 => "RESOURCE_EXHAUSTED",
        503 => "UNAVAILABLE",
        504 => "DEADLINE_EXCEEDED",
        _ => "INTERNAL",
    };
}
