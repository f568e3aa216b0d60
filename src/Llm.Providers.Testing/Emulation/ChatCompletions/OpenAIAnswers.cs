using System.Globalization;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>What all answers of an OpenAI-shaped server share: headers, the error object, bodies that are not streamed.</summary>
internal static class OpenAIAnswers
{
    private const string BearerScheme = "Bearer ";

    /// <summary>Reads the key behind <c>Authorization: Bearer</c>; null when there is none.</summary>
    public static string? BearerKey(EmulatorRequest request) =>
        request.Header("Authorization") is { } value && value.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase)
            ? value[BearerScheme.Length..].Trim()
            : null;

    public static Dictionary<string, string> Headers(EmulatorCall call) => new()
    {
        ["content-type"] = "application/json",
        ["x-request-id"] = call.NextId("req_"),
        ["openai-processing-ms"] = "12",
        ["openai-version"] = "2020-10-01",
        ["x-ratelimit-limit-requests"] = "10000",
        ["x-ratelimit-remaining-requests"] = "9999",
        ["x-ratelimit-reset-requests"] = "6ms",
        ["x-ratelimit-limit-tokens"] = "200000",
        ["x-ratelimit-remaining-tokens"] = "199900",
        ["x-ratelimit-reset-tokens"] = "30ms",
    };

    public static EmulatorResponse Json(EmulatorCall call, Action<Utf8JsonWriter> write) =>
        new() { Headers = Headers(call), Body = [new(JsonText.WriteIndented(write))] };

    /// <summary>A reply in one body: it comes after all the delays of a streamed one, and breaks half-way where that would break.</summary>
    public static EmulatorResponse Reply(EmulatorCall call, ScenarioReply reply, Action<Utf8JsonWriter> write)
    {
        var response = Json(call, write) with { Delay = reply.FirstDelay + (TextPieces.Of(reply.Text).Count() * reply.PieceDelay) };
        return reply.CutAfterPieces is null ? response : ByteSchedule.CutAfter((int)(response.LengthBytes / 2)).Apply(response);
    }

    public static EmulatorResponse Error(ScenarioError error, EmulatorCall call)
    {
        var headers = Headers(call);
        if (error.RetryAfter is { } wait)
        {
            headers["retry-after"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return new()
        {
            Status = error.Status,
            Headers = headers,
            Body = [new(JsonText.WriteIndented(writer => WriteError(writer, error)))],
        };
    }

    private static void WriteError(Utf8JsonWriter writer, ScenarioError error)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("message", error.Message);
        writer.WriteString("type", error.Type);
        writer.WriteString("param", error.Parameter);
        writer.WriteString("code", error.Code);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
