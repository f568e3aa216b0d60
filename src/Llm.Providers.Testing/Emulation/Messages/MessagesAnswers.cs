using System.Globalization;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>What all answers of Anthropic's API share: headers, the error object, bodies that are not streamed.</summary>
internal static class MessagesAnswers
{
    public static Dictionary<string, string> Headers(EmulatorCall call) => new()
    {
        ["content-type"] = "application/json",
        ["request-id"] = call.NextId("req_"),
        ["anthropic-organization-id"] = "00000000-0000-4000-8000-000000000000",
        ["anthropic-ratelimit-requests-limit"] = "4000",
        ["anthropic-ratelimit-requests-remaining"] = "3999",
    };

    public static EmulatorResponse Json(EmulatorCall call, Action<Utf8JsonWriter> write) => new() { Headers = Headers(call), Body = [new(JsonText.Write(write))] };

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
            Body = [new(JsonText.Write(writer => WriteError(writer, error, headers["request-id"])))],
        };
    }

    private static void WriteError(Utf8JsonWriter writer, ScenarioError error, string requestId)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "error");
        writer.WriteStartObject("error");
        writer.WriteString("type", TypeOf(error.Status));
        writer.WriteString("message", error.Message);
        writer.WriteEndObject();
        writer.WriteString("request_id", requestId);
        writer.WriteEndObject();
    }

    // Here the type follows from the status: https://platform.claude.com/docs/en/api/errors
    private static string TypeOf(int status) => status switch
    {
        401 => "authentication_error",
        402 => "billing_error",
        403 => "permission_error",
        404 => "not_found_error",
        413 => "request_too_large",
        429 => "rate_limit_error",
        504 => "timeout_error",
        503 or 529 => "overloaded_error",
        >= 500 => "api_error",
        _ => "invalid_request_error",
    };
}
