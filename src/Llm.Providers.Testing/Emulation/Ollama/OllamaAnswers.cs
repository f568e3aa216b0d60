using System.Globalization;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>What all answers of an Ollama server share.</summary>
internal static class OllamaAnswers
{
    public const string Lines = "application/x-ndjson";

    public static EmulatorResponse Json(Action<Utf8JsonWriter> write) =>
        new() { Headers = new Dictionary<string, string> { ["content-type"] = "application/json; charset=utf-8" }, Body = [new(JsonText.Write(write))] };

    /// <summary>An object of which each member is one that is written.</summary>
    public static EmulatorResponse Object(Action<Utf8JsonWriter> write) => Json(writer =>
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    });

    /// <summary>A reply in one body: it comes after all the delays of a streamed one, and breaks half-way where that would break.</summary>
    public static EmulatorResponse Reply(ScenarioReply reply, Action<Utf8JsonWriter> write)
    {
        var response = Json(write) with { Delay = reply.FirstDelay + (TextPieces.Of(reply.Text).Count() * reply.PieceDelay) };
        return reply.CutAfterPieces is null ? response : ByteSchedule.CutAfter((int)(response.LengthBytes / 2)).Apply(response);
    }

    /// <summary>An error is words and nothing else.</summary>
    public static EmulatorResponse Error(ScenarioError error)
    {
        var response = Object(writer => writer.WriteString("error", error.Message)) with { Status = error.Status };
        return error.RetryAfter is not { } wait ? response : response with
        {
            Headers = new Dictionary<string, string>(response.Headers) { ["retry-after"] = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) },
        };
    }
}
