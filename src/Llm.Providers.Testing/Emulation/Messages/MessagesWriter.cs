using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Writes a reply as a message, whole or in events.</summary>
/// <param name="call">Gives ids.</param>
/// <param name="request">What was asked.</param>
/// <param name="reply">What is answered.</param>
internal sealed class MessagesWriter(EmulatorCall call, MessagesBody request, ScenarioReply reply)
{
    /// <summary>What the model thinks when it is told to and the scenario has nothing.</summary>
    private const string DefaultThought = "Let me see.";

    private readonly string _id = call.NextId("msg_");
    private readonly string _thinking = reply.Reasoning.Length > 0 ? reply.Reasoning : request.Thinks ? DefaultThought : "";

    public EmulatorResponse Write() => request.Stream ? WriteStream() : MessagesAnswers.Reply(call, reply, WriteWhole);

    private string Finish => reply.Finish switch
    {
        ScenarioFinish.Length => "max_tokens",
        ScenarioFinish.ToolCalls => "tool_use",
        ScenarioFinish.ContentFilter => "refusal",
        _ => "end_turn",
    };

    private bool HasText => reply.Text.Length > 0 || reply.ToolCalls.Count == 0;

    private void WriteWhole(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteHead(writer);
        writer.WriteStartArray("content");
        if (_thinking.Length > 0)
        {
            WriteThinking(writer, null, _thinking, MessagesSignature.Of(_thinking));
        }

        if (HasText)
        {
            WriteText(writer, null, reply.Text);
        }

        foreach (var toolCall in reply.ToolCalls)
        {
            WriteCall(writer, null, toolCall, toolCall.Arguments);
        }

        writer.WriteEndArray();
        WriteEnd(writer, Finish);
        WriteUsage(writer, reply.Usage!.Output, atStart: false);
        writer.WriteEndObject();
    }

    private EmulatorResponse WriteStream()
    {
        var body = new StreamBody(reply);
        var index = 0;
        Add(body, "message_start", WriteStart);
        Add(body, "ping", static _ => { });
        if (_thinking.Length > 0)
        {
            Block(body, index++, writer => WriteThinking(writer, "content_block", "", ""), TextPieces.Of(_thinking), "thinking_delta", "thinking", MessagesSignature.Of(_thinking));
        }

        if (HasText)
        {
            Block(body, index++, writer => WriteText(writer, "content_block", ""), TextPieces.Of(reply.Text), "text_delta", "text");
        }

        foreach (var toolCall in reply.ToolCalls)
        {
            // A first fragment without a character is the vendor's habit.
            Block(body, index++, writer => WriteCall(writer, "content_block", toolCall, "{}"), TextPieces.FragmentsOf(toolCall.Arguments).Prepend(""), "input_json_delta", "partial_json");
        }

        Add(body, "message_delta", WriteFinish);
        Add(body, "message_stop", static _ => { });
        return body.ToResponse(MessagesAnswers.Headers(call));
    }

    private void WriteStart(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("message");
        WriteHead(writer);
        writer.WriteStartArray("content");
        writer.WriteEndArray();
        WriteEnd(writer, null);
        WriteUsage(writer, output: 1, atStart: true);
        writer.WriteEndObject();
    }

    private void WriteFinish(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("delta");
        WriteEnd(writer, Finish);
        writer.WriteEndObject();
        WriteUsage(writer, reply.Usage!.Output, atStart: false);
    }

    private static void Block(StreamBody body, int index, Action<Utf8JsonWriter> start, IEnumerable<string> pieces, string deltaType, string member, string? signature = null)
    {
        Add(body, "content_block_start", writer =>
        {
            writer.WriteNumber("index", index);
            start(writer);
        });
        foreach (var piece in pieces)
        {
            body.Piece(Event("content_block_delta", writer => WriteDelta(writer, index, deltaType, member, piece)), "content_block_delta");
        }

        if (signature is not null)
        {
            Add(body, "content_block_delta", writer => WriteDelta(writer, index, "signature_delta", "signature", signature));
        }

        Add(body, "content_block_stop", writer => writer.WriteNumber("index", index));
    }

    private static void WriteDelta(Utf8JsonWriter writer, int index, string type, string member, string value)
    {
        writer.WriteNumber("index", index);
        writer.WriteStartObject("delta");
        writer.WriteString("type", type);
        writer.WriteString(member, value);
        writer.WriteEndObject();
    }

    private static void Add(StreamBody body, string type, Action<Utf8JsonWriter> write) => body.Data(Event(type, write), type);

    private static byte[] Event(string type, Action<Utf8JsonWriter> write) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        write(writer);
        writer.WriteEndObject();
    });

    private void WriteHead(Utf8JsonWriter writer)
    {
        writer.WriteString("model", request.Prompt.Model);
        writer.WriteString("id", _id);
        writer.WriteString("type", "message");
        writer.WriteString("role", "assistant");
    }

    private static void WriteEnd(Utf8JsonWriter writer, string? finish)
    {
        writer.WriteString("stop_reason", finish);
        writer.WriteNull("stop_sequence");
        writer.WriteNull("stop_details");
        writer.WriteNull("container");
    }

    private static void WriteThinking(Utf8JsonWriter writer, string? member, string thinking, string signature)
    {
        Start(writer, member, "thinking");
        writer.WriteString("thinking", thinking);
        writer.WriteString("signature", signature);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string? member, string text)
    {
        Start(writer, member, "text");
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, string? member, ScenarioToolCall toolCall, string input)
    {
        Start(writer, member, "tool_use");
        writer.WriteString("id", toolCall.Id);
        writer.WriteString("name", toolCall.Name);
        writer.WritePropertyName("input");
        writer.WriteRawValue(input);
        writer.WriteStartObject("caller");
        writer.WriteString("type", "direct");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Start(Utf8JsonWriter writer, string? member, string type)
    {
        if (member is null)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartObject(member);
        }

        writer.WriteString("type", type);
    }

    private void WriteUsage(Utf8JsonWriter writer, int output, bool atStart)
    {
        var usage = reply.Usage!;
        writer.WriteStartObject("usage");
        writer.WriteNumber("input_tokens", usage.Input - usage.CachedInput);
        writer.WriteNumber("cache_creation_input_tokens", 0);
        writer.WriteNumber("cache_read_input_tokens", usage.CachedInput);
        writer.WriteNumber("output_tokens", output);
        if (atStart || !request.Stream)
        {
            writer.WriteStartObject("cache_creation");
            writer.WriteNumber("ephemeral_5m_input_tokens", 0);
            writer.WriteNumber("ephemeral_1h_input_tokens", 0);
            writer.WriteEndObject();
            writer.WriteString("service_tier", "standard");
            writer.WriteString("inference_geo", "not_available");
        }

        if (usage.Reasoning > 0 && !atStart)
        {
            writer.WriteStartObject("output_tokens_details");
            writer.WriteNumber("thinking_tokens", usage.Reasoning);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
