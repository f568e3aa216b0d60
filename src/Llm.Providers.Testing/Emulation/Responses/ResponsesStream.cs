using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>Writes an answer as the vendor streams it: every item is announced, grows, and comes again whole at its end.</summary>
/// <param name="answer">The answer.</param>
/// <param name="reply">The reply with its delays and its cut.</param>
/// <param name="after">The number of the event after which the stream goes on; -1 for all events.</param>
internal sealed class ResponsesStream(ResponsesAnswer answer, ScenarioReply reply, long after = -1)
{
    private readonly StreamBody _body = new(reply);
    private int _number;

    public EmulatorResponse Write(EmulatorCall call)
    {
        var first = answer.Request.Background ? "queued" : "in_progress";
        State("response.created", first);
        if (answer.Request.Background)
        {
            State("response.queued", first);
        }

        State("response.in_progress", "in_progress");
        for (var index = 0; index < answer.Items.Count; index++)
        {
            WriteItem(answer.Items[index], index);
        }

        State("response." + answer.FinalStatus, answer.FinalStatus);
        answer.Status = answer.FinalStatus;
        return _body.ToResponse(OpenAIAnswers.Headers(call));
    }

    private void WriteItem(JsonElement item, int index)
    {
        var id = item.TextOr("id", "");
        var type = item.TextOr("type", "");
        Item("response.output_item.added", item, index, isWhole: false);
        switch (type)
        {
            case "reasoning":
                WriteReasoning(item.Items("summary").First().TextOr("text", ""), id, index);
                break;
            case "message":
                WriteText(item.Items("content").First().TextOr("text", ""), id, index);
                break;
            case "function_call":
                WriteArguments(item.TextOr("arguments", ""), id, index, "response.function_call_arguments", "arguments");
                break;
            case "custom_tool_call":
                WriteArguments(item.TextOr("input", ""), id, index, "response.custom_tool_call_input", "input");
                break;
        }

        Item("response.output_item.done", item, index, isWhole: true);
    }

    private void WriteReasoning(string text, string id, int index)
    {
        void Part(Utf8JsonWriter writer, string partText)
        {
            writer.WriteStartObject("part");
            writer.WriteString("type", "summary_text");
            writer.WriteString("text", partText);
            writer.WriteEndObject();
        }

        About("response.reasoning_summary_part.added", id, index, "summary_index", writer => Part(writer, ""));
        foreach (var piece in TextPieces.Of(text))
        {
            About("response.reasoning_summary_text.delta", id, index, "summary_index", writer => writer.WriteString("delta", piece), isPiece: true);
        }

        About("response.reasoning_summary_text.done", id, index, "summary_index", writer => writer.WriteString("text", text));
        About("response.reasoning_summary_part.done", id, index, "summary_index", writer => Part(writer, text));
    }

    private void WriteText(string text, string id, int index)
    {
        void Part(Utf8JsonWriter writer, string partText)
        {
            writer.WriteStartObject("part");
            writer.WriteString("type", "output_text");
            EmptyList(writer, "annotations");
            EmptyList(writer, "logprobs");
            writer.WriteString("text", partText);
            writer.WriteEndObject();
        }

        About("response.content_part.added", id, index, "content_index", writer => Part(writer, ""));
        foreach (var piece in TextPieces.Of(text))
        {
            About("response.output_text.delta", id, index, "content_index", writer =>
            {
                writer.WriteString("delta", piece);
                EmptyList(writer, "logprobs");
            }, isPiece: true);
        }

        About("response.output_text.done", id, index, "content_index", writer =>
        {
            writer.WriteString("text", text);
            EmptyList(writer, "logprobs");
        });
        About("response.content_part.done", id, index, "content_index", writer => Part(writer, text));
    }

    private void WriteArguments(string arguments, string id, int index, string name, string member)
    {
        foreach (var fragment in TextPieces.FragmentsOf(arguments))
        {
            About(name + ".delta", id, index, null, writer => writer.WriteString("delta", fragment), isPiece: true);
        }

        About(name + ".done", id, index, null, writer => writer.WriteString(member, arguments));
    }

    private void State(string name, string status) => Event(name, writer =>
    {
        writer.WritePropertyName("response");
        answer.Write(writer, status);
    });

    private void Item(string name, JsonElement item, int index, bool isWhole) => Event(name, writer =>
    {
        writer.WriteNumber("output_index", index);
        writer.WriteStartObject("item");
        foreach (var member in item.EnumerateObject())
        {
            WriteMember(writer, member, isWhole);
        }

        writer.WriteEndObject();
    });

    // An item that begins is empty but for what it is.
    private static void WriteMember(Utf8JsonWriter writer, JsonProperty member, bool isWhole)
    {
        switch (member.Name)
        {
            case "status" when !isWhole:
                writer.WriteString("status", "in_progress");
                break;
            case "content" or "summary" when !isWhole:
                EmptyList(writer, member.Name);
                break;
            case "arguments" or "input" when !isWhole:
                writer.WriteString(member.Name, "");
                break;
            default:
                member.WriteTo(writer);
                break;
        }
    }

    private void About(string name, string id, int index, string? partIndex, Action<Utf8JsonWriter> write, bool isPiece = false) => Event(
        name,
        writer =>
        {
            writer.WriteString("item_id", id);
            writer.WriteNumber("output_index", index);
            if (partIndex is not null)
            {
                writer.WriteNumber(partIndex, 0);
            }

            write(writer);
        },
        isPiece);

    private void Event(string name, Action<Utf8JsonWriter> write, bool isPiece = false)
    {
        var number = _number++;
        if (number <= after)
        {
            return;
        }

        var data = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", name);
            writer.WriteNumber("sequence_number", number);
            write(writer);
            writer.WriteEndObject();
        });
        if (isPiece)
        {
            _body.Piece(data, name);
        }
        else
        {
            _body.Data(data, name);
        }
    }

    private static void EmptyList(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        writer.WriteEndArray();
    }
}
