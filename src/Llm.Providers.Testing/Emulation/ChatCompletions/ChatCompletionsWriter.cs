using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Writes a reply as a chat completion, whole or in chunks.</summary>
/// <param name="call">Gives ids and the time.</param>
/// <param name="request">What was asked.</param>
/// <param name="reply">What is answered.</param>
internal sealed class ChatCompletionsWriter(EmulatorCall call, ChatCompletionsRequest request, ScenarioReply reply)
{
    private readonly string _id = call.NextId("chatcmpl-");
    private readonly bool _azure = AzureWords.Asked(call.Request);
    private readonly long _created = call.Now.ToUnixTimeSeconds();

    public EmulatorResponse Write() => request.Stream ? WriteStream() : OpenAIAnswers.Reply(call, reply, WriteWhole);

    private void WriteWhole(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteHead(writer, "chat.completion");
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("message");
        WriteMessage(writer);
        writer.WriteEndObject();
        writer.WriteNull("logprobs");
        writer.WriteString("finish_reason", OpenAIWords.Finish(reply.Finish));
        WriteFilterResults(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (_azure)
        {
            AzureWords.WritePromptResults(writer);
        }

        OpenAIWords.WriteUsage(writer, reply.Usage!);
        writer.WriteString("service_tier", "default");
        writer.WriteEndObject();
    }

    private void WriteMessage(Utf8JsonWriter writer)
    {
        writer.WriteString("role", "assistant");
        writer.WriteString("content", HasText ? reply.Text : null);
        if (reply.Reasoning.Length > 0)
        {
            writer.WriteString("reasoning_content", reply.Reasoning);
        }

        if (reply.ToolCalls.Count > 0)
        {
            writer.WriteStartArray("tool_calls");
            foreach (var toolCall in reply.ToolCalls)
            {
                writer.WriteStartObject();
                WriteCall(writer, toolCall, toolCall.Arguments);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteNull("refusal");
        writer.WriteStartArray("annotations");
        writer.WriteEndArray();
    }

    private EmulatorResponse WriteStream()
    {
        var body = new StreamBody(reply);
        if (_azure)
        {
            body.Data(AzureWords.Prelude());
        }

        body.Data(Chunk(WriteRole));
        foreach (var piece in TextPieces.Of(reply.Reasoning))
        {
            body.Piece(Chunk(writer => writer.WriteString("reasoning_content", piece)));
        }

        foreach (var piece in TextPieces.Of(reply.Text))
        {
            body.Piece(Chunk(writer => writer.WriteString("content", piece)));
        }

        for (var index = 0; index < reply.ToolCalls.Count; index++)
        {
            StreamCall(body, index, reply.ToolCalls[index]);
        }

        body.Data(Chunk(null, OpenAIWords.Finish(reply.Finish)));
        if (request.IncludeUsage)
        {
            body.Data(UsageChunk());
        }

        body.Done();
        return body.ToResponse(OpenAIAnswers.Headers(call));
    }

    private void WriteRole(Utf8JsonWriter writer)
    {
        writer.WriteString("role", "assistant");
        writer.WriteString("content", HasText ? "" : null);
        writer.WriteNull("refusal");
    }

    /// <summary>A call begins with its id and name, and goes on with fragments of its arguments that carry nothing but its index.</summary>
    private void StreamCall(StreamBody body, int index, ScenarioToolCall toolCall)
    {
        body.Piece(CallChunk(index, writer => WriteCall(writer, toolCall, "")));
        foreach (var fragment in TextPieces.FragmentsOf(toolCall.Arguments))
        {
            body.Piece(CallChunk(index, writer =>
            {
                writer.WriteStartObject("function");
                writer.WriteString("arguments", fragment);
                writer.WriteEndObject();
            }));
        }
    }

    private byte[] CallChunk(int index, Action<Utf8JsonWriter> write) => Chunk(writer =>
    {
        writer.WriteStartArray("tool_calls");
        writer.WriteStartObject();
        writer.WriteNumber("index", index);
        write(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    private static void WriteCall(Utf8JsonWriter writer, ScenarioToolCall toolCall, string arguments)
    {
        writer.WriteString("id", toolCall.Id);
        writer.WriteString("type", "function");
        writer.WriteStartObject("function");
        writer.WriteString("name", toolCall.Name);
        writer.WriteString("arguments", arguments);
        writer.WriteEndObject();
    }

    private byte[] Chunk(Action<Utf8JsonWriter>? writeDelta, string? finish = null) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        WriteHead(writer, "chat.completion.chunk");
        writer.WriteStartArray("choices");
        writer.WriteStartObject();
        writer.WriteNumber("index", 0);
        writer.WriteStartObject("delta");
        writeDelta?.Invoke(writer);
        writer.WriteEndObject();
        writer.WriteNull("logprobs");
        writer.WriteString("finish_reason", finish);
        WriteFilterResults(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
        if (request.IncludeUsage)
        {
            writer.WriteNull("usage");
        }

        writer.WriteEndObject();
    });

    private byte[] UsageChunk() => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        WriteHead(writer, "chat.completion.chunk");
        writer.WriteStartArray("choices");
        writer.WriteEndArray();
        OpenAIWords.WriteUsage(writer, reply.Usage!);
        writer.WriteEndObject();
    });

    private void WriteHead(Utf8JsonWriter writer, string kind)
    {
        writer.WriteString("id", _id);
        writer.WriteString("object", kind);
        writer.WriteNumber("created", _created);
        writer.WriteString("model", request.Prompt.Model);
        writer.WriteString("system_fingerprint", "fp_emulator");
    }

    private void WriteFilterResults(Utf8JsonWriter writer)
    {
        if (_azure)
        {
            AzureWords.WriteResults(writer);
        }
    }

    private bool HasText => reply.Text.Length > 0 || reply.ToolCalls.Count == 0;
}
