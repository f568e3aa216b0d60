using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Writes a reply as the vendor does: whole, as server-sent events with <c>\r\n</c>, or as one array.</summary>
/// <param name="call">Gives ids and the time.</param>
/// <param name="request">What was asked.</param>
/// <param name="reply">What is answered.</param>
internal sealed class GenerateContentWriter(EmulatorCall call, GenerateContentRequest request, ScenarioReply reply)
{
    private readonly string _id = call.NextId("resp-");
    private readonly bool _signs = ThoughtSignatures.AreDemanded(request.Prompt.Model);

    /// <summary>A reply in one body: it comes after all the delays of a streamed one, and breaks half-way where that would break.</summary>
    public EmulatorResponse WriteWhole()
    {
        var response = GeminiAnswers.Json(call, writer => WriteAnswer(writer, WriteParts, isLast: true)) with { Delay = reply.FirstDelay + (TextPieces.Of(reply.Text).Count() * reply.PieceDelay) };
        return reply.CutAfterPieces is null ? response : ByteSchedule.CutAfter((int)(response.LengthBytes / 2)).Apply(response);
    }

    public EmulatorResponse WriteStream() => GeminiAnswers.Query(call.Request, "alt") == "sse" ? WriteEvents() : WriteArray();

    public static void WriteModality(Utf8JsonWriter writer, string name, int tokens)
    {
        writer.WriteStartArray(name);
        writer.WriteStartObject();
        writer.WriteString("modality", "TEXT");
        writer.WriteNumber("tokenCount", tokens);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private EmulatorResponse WriteEvents()
    {
        var body = new StreamBody(reply, "text/event-stream");
        foreach (var (chunk, isPiece) in Chunks())
        {
            body.Write([.. "data: "u8, .. chunk, .. "\r\n\r\n"u8], isPiece);
        }

        return body.ToResponse(GeminiAnswers.Headers());
    }

    private EmulatorResponse WriteArray()
    {
        var body = new StreamBody(reply, "application/json; charset=UTF-8");
        var isFirst = true;
        foreach (var (chunk, isPiece) in Chunks())
        {
            body.Write([.. isFirst ? "["u8 : ",\r\n"u8, .. chunk, .. "\n"u8], isPiece);
            isFirst = false;
        }

        body.Write([.. "]"u8], isPiece: false);
        return body.ToResponse(GeminiAnswers.Headers());
    }

    private IEnumerable<(byte[] Bytes, bool IsPiece)> Chunks()
    {
        foreach (var piece in request.IncludesThoughts ? TextPieces.Of(reply.Reasoning) : [])
        {
            yield return (Chunk(writer => WriteText(writer, piece, thought: true)), true);
        }

        foreach (var piece in TextPieces.Of(reply.Text))
        {
            yield return (Chunk(writer => WriteText(writer, piece)), true);
        }

        for (var index = 0; index < reply.ToolCalls.Count; index++)
        {
            var (toolCall, isFirst) = (reply.ToolCalls[index], index == 0);
            yield return (Chunk(writer => WriteCall(writer, toolCall, isFirst)), true);
        }

        // The last chunk has an empty text, and the signature of a text when there is one.
        yield return (Chunk(writer => WriteText(writer, "", signature: SignatureOfText()), isLast: true), false);
    }

    private byte[] Chunk(Action<Utf8JsonWriter> write, bool isLast = false) => JsonText.Write(writer => WriteAnswer(writer, write, isLast));

    private void WriteAnswer(Utf8JsonWriter writer, Action<Utf8JsonWriter> writeParts, bool isLast)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("candidates");
        writer.WriteStartObject();
        writer.WriteStartObject("content");
        writer.WriteStartArray("parts");
        writeParts(writer);
        writer.WriteEndArray();
        writer.WriteString("role", "model");
        writer.WriteEndObject();
        if (isLast)
        {
            writer.WriteString("finishReason", Finish(reply.Finish));
        }

        writer.WriteNumber("index", 0);
        writer.WriteEndObject();
        writer.WriteEndArray();
        WriteUsage(writer, isLast);
        writer.WriteString("modelVersion", request.Prompt.Model);
        writer.WriteString("responseId", _id);
        writer.WriteEndObject();
    }

    private void WriteParts(Utf8JsonWriter writer)
    {
        if (request.IncludesThoughts && reply.Reasoning.Length > 0)
        {
            WriteText(writer, reply.Reasoning, thought: true);
        }

        if (reply.Text.Length > 0 || reply.ToolCalls.Count == 0)
        {
            WriteText(writer, reply.Text, signature: SignatureOfText());
        }

        for (var index = 0; index < reply.ToolCalls.Count; index++)
        {
            WriteCall(writer, reply.ToolCalls[index], isFirst: index == 0);
        }
    }

    private string? SignatureOfText() => _signs && reply.Reasoning.Length > 0 && reply.ToolCalls.Count == 0 ? ThoughtSignatures.Of("text") : null;

    private static void WriteText(Utf8JsonWriter writer, string text, bool thought = false, string? signature = null)
    {
        writer.WriteStartObject();
        writer.WriteString("text", text);
        if (thought)
        {
            writer.WriteBoolean("thought", true);
        }

        if (signature is not null)
        {
            writer.WriteString("thoughtSignature", signature);
        }

        writer.WriteEndObject();
    }

    /// <summary>Models from Gemini 3 on give calls an id, and the first one of a turn a signature; older ones give neither.</summary>
    private void WriteCall(Utf8JsonWriter writer, ScenarioToolCall toolCall, bool isFirst)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("functionCall");
        writer.WriteString("name", toolCall.Name);
        writer.WritePropertyName("args");
        writer.WriteRawValue(toolCall.Arguments);
        if (_signs)
        {
            writer.WriteString("id", toolCall.Id);
        }

        writer.WriteEndObject();
        if (_signs && isFirst)
        {
            writer.WriteString("thoughtSignature", ThoughtSignatures.Of(toolCall.Name));
        }

        writer.WriteEndObject();
    }

    private void WriteUsage(Utf8JsonWriter writer, bool isLast)
    {
        var usage = reply.Usage!;
        writer.WriteStartObject("usageMetadata");
        writer.WriteNumber("promptTokenCount", usage.Input);
        if (isLast)
        {
            writer.WriteNumber("candidatesTokenCount", usage.Output - usage.Reasoning);
        }

        writer.WriteNumber("totalTokenCount", isLast ? usage.Total : usage.Input);
        if (usage.CachedInput > 0)
        {
            writer.WriteNumber("cachedContentTokenCount", usage.CachedInput);
        }

        WriteModality(writer, "promptTokensDetails", usage.Input);
        if (isLast && usage.Reasoning > 0)
        {
            writer.WriteNumber("thoughtsTokenCount", usage.Reasoning);
        }

        writer.WriteEndObject();
    }

    // There is no word for "called a function": https://ai.google.dev/api/generate-content#FinishReason.
    private static string Finish(ScenarioFinish? finish) => finish switch
    {
        ScenarioFinish.Length => "MAX_TOKENS",
        ScenarioFinish.ContentFilter => "SAFETY",
        _ => "STOP",
    };
}
