using System.Globalization;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Writes a reply as an answer of <c>/api/chat</c> or <c>/api/generate</c>, whole or in lines.</summary>
/// <param name="call">Gives the time.</param>
/// <param name="request">What was asked.</param>
/// <param name="reply">What is answered.</param>
/// <param name="isChat">Whether the answer is a message.</param>
internal sealed class OllamaWriter(EmulatorCall call, OllamaRequest request, ScenarioReply reply, bool isChat)
{
    private const long NanosecondsPerToken = 20_000_000;

    private string Reasoning => request.Thinks ? reply.Reasoning : "";

    public static EmulatorResponse WriteLoad(EmulatorCall call, OllamaRequest request, bool isChat)
    {
        var writer = new OllamaWriter(call, request, new(), isChat);
        return OllamaAnswers.Json(json => writer.WriteLine(json, "", "", [], body =>
        {
            body.WriteString("done_reason", request.Unloads ? "unload" : "load");
        }));
    }

    public EmulatorResponse Write() => request.Stream ? WriteStream() : OllamaAnswers.Reply(reply, writer => WriteLine(writer, reply.Text, Reasoning, reply.ToolCalls, WriteEnd));

    private EmulatorResponse WriteStream()
    {
        var body = new StreamBody(reply, OllamaAnswers.Lines);
        foreach (var piece in TextPieces.Of(Reasoning))
        {
            body.LinePiece(Line("", piece, []));
        }

        foreach (var piece in TextPieces.Of(reply.Text))
        {
            body.LinePiece(Line(piece, "", []));
        }

        foreach (var toolCall in reply.ToolCalls)
        {
            body.LinePiece(Line("", "", [toolCall]));
        }

        body.Line(JsonText.Write(writer => WriteLine(writer, "", "", [], WriteEnd)));
        return body.ToResponse(new Dictionary<string, string>());
    }

    private byte[] Line(string text, string thinking, IReadOnlyList<ScenarioToolCall> calls) => JsonText.Write(writer => WriteLine(writer, text, thinking, calls, null));

    private void WriteLine(Utf8JsonWriter writer, string text, string thinking, IReadOnlyList<ScenarioToolCall> calls, Action<Utf8JsonWriter>? writeEnd)
    {
        writer.WriteStartObject();
        writer.WriteString("model", request.Prompt.Model);
        writer.WriteString("created_at", call.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        if (isChat)
        {
            writer.WriteStartObject("message");
            writer.WriteString("role", "assistant");
        }

        writer.WriteString(isChat ? "content" : "response", text);
        if (thinking.Length > 0)
        {
            writer.WriteString("thinking", thinking);
        }

        WriteCalls(writer, calls);
        if (isChat)
        {
            writer.WriteEndObject();
        }

        writer.WriteBoolean("done", writeEnd is not null);
        writeEnd?.Invoke(writer);
        writer.WriteEndObject();
    }

    private static void WriteCalls(Utf8JsonWriter writer, IReadOnlyList<ScenarioToolCall> calls)
    {
        if (calls.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("tool_calls");
        for (var index = 0; index < calls.Count; index++)
        {
            writer.WriteStartObject();
            writer.WriteString("id", calls[index].Id);
            writer.WriteStartObject("function");
            writer.WriteNumber("index", index);
            writer.WriteString("name", calls[index].Name);
            writer.WritePropertyName("arguments");
            writer.WriteRawValue(calls[index].Arguments);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    // The wire has one word for the end of an answer and the end of a turn with calls; it leaves out counts that are zero.
    private void WriteEnd(Utf8JsonWriter writer)
    {
        var usage = reply.Usage!;
        writer.WriteString("done_reason", reply.Finish == ScenarioFinish.Length ? "length" : "stop");
        if (!isChat)
        {
            writer.WriteStartArray("context");
            writer.WriteNumberValue(128006);
            writer.WriteNumberValue(882);
            writer.WriteEndArray();
        }

        writer.WriteNumber("total_duration", (usage.Total * NanosecondsPerToken) + 1_000_000);
        writer.WriteNumber("load_duration", 1_000_000);
        WriteCount(writer, "prompt_eval", usage.Input);
        WriteCount(writer, "eval", usage.Output);
    }

    private static void WriteCount(Utf8JsonWriter writer, string name, int count)
    {
        if (count > 0)
        {
            writer.WriteNumber(name + "_count", count);
        }

        writer.WriteNumber(name + "_duration", count * NanosecondsPerToken);
    }
}
