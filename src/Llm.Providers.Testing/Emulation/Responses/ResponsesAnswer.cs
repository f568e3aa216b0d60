using System.Text;
using System.Text.Json;

namespace Llm.Providers.Testing;

/// <summary>An answer as the vendor makes and keeps it: its output items, and everything it repeats of the request.</summary>
internal sealed class ResponsesAnswer
{
    // What an answer repeats of its request, with the value of a request that does not say.
    private static readonly (string Name, string Default)[] s_echoes =
    [
        ("instructions", "null"), ("max_output_tokens", "null"), ("max_tool_calls", "null"), ("parallel_tool_calls", "true"), ("previous_response_id", "null"), ("prompt_cache_key", "null"),
        ("safety_identifier", "null"), ("temperature", "1.0"), ("tool_choice", "\"auto\""), ("tools", "[]"), ("top_logprobs", "0"), ("top_p", "1.0"), ("truncation", "\"disabled\""),
        ("user", "null"), ("metadata", "{}"),
    ];

    private int _polls;

    private ResponsesAnswer(string id, long created, ResponsesRequest request, ScenarioReply reply) => (Id, Created, Request, Reply) = (id, created, request, reply);

    public string Id { get; }

    public long Created { get; }

    public ResponsesRequest Request { get; }

    public ScenarioReply Reply { get; }

    /// <summary>Gets the output of the answer when it is complete.</summary>
    public IReadOnlyList<JsonElement> Items { get; private set; } = [];

    /// <summary>Gets or sets how far the answer has come.</summary>
    public string Status { get; set; } = "completed";

    /// <summary>Gets how the answer ends.</summary>
    public string FinalStatus => Reply.Finish is ScenarioFinish.Length or ScenarioFinish.ContentFilter ? "incomplete" : "completed";

    public static ResponsesAnswer Make(EmulatorCall call, ResponsesRequest request, ScenarioReply reply)
    {
        var answer = new ResponsesAnswer(call.NextId("resp_"), call.Now.ToUnixTimeSeconds(), request, reply);
        answer.Items = [.. answer.MakeItems(call).Select(write => JsonElement.Parse(JsonText.WriteString(write)))];
        answer.Status = answer.FinalStatus;
        return answer;
    }

    /// <summary>Makes what only the vendor could have made of an id, so that a changed one is found out.</summary>
    public static string Encrypt(string id) => "gAAAAA" + Convert.ToBase64String(Encoding.UTF8.GetBytes($"emulated/{id}+sealed"));

    /// <summary>Moves an answer in the background on by one step: somebody has asked for it.</summary>
    public void Advance()
    {
        if (Status is "queued" or "in_progress")
        {
            Status = Interlocked.Increment(ref _polls) > 1 ? FinalStatus : "in_progress";
        }
    }

    public void Write(Utf8JsonWriter writer) => Write(writer, Status);

    public void Write(Utf8JsonWriter writer, string status)
    {
        var isDone = status is "completed" or "incomplete";
        writer.WriteStartObject();
        writer.WriteString("id", Id);
        writer.WriteString("object", "response");
        writer.WriteNumber("created_at", Created);
        writer.WriteString("status", status);
        writer.WriteBoolean("background", Request.Background);
        writer.WriteNull("error");
        WriteIncomplete(writer, status);
        writer.WriteString("model", Request.Prompt.Model);
        WriteEchoes(writer);
        writer.WriteStartArray("output");
        foreach (var item in isDone ? Items : [])
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
        WriteUsage(writer, isDone);
        writer.WriteEndObject();
    }

    private void WriteIncomplete(Utf8JsonWriter writer, string status)
    {
        if (status != "incomplete")
        {
            writer.WriteNull("incomplete_details");
            return;
        }

        writer.WriteStartObject("incomplete_details");
        writer.WriteString("reason", Reply.Finish == ScenarioFinish.ContentFilter ? "content_filter" : "max_output_tokens");
        writer.WriteEndObject();
    }

    private void WriteEchoes(Utf8JsonWriter writer)
    {
        foreach (var (name, fallback) in s_echoes)
        {
            writer.WritePropertyName(name);
            if (Request.Root.Has(name))
            {
                Request.Root.Member(name).WriteTo(writer);
            }
            else
            {
                writer.WriteRawValue(fallback);
            }
        }

        if (Request.ConversationId is { } conversation)
        {
            writer.WriteStartObject("conversation");
            writer.WriteString("id", conversation);
            writer.WriteEndObject();
        }

        writer.WriteStartObject("reasoning");
        WriteOrNull(writer, "effort", Request.Root.Member("reasoning").Member("effort"));
        WriteOrNull(writer, "summary", Request.Root.Member("reasoning").Member("summary"));
        writer.WriteEndObject();
        writer.WriteString("service_tier", "default");
        writer.WriteBoolean("store", Request.Store);
        writer.WriteStartObject("text");
        writer.WritePropertyName("format");
        if (Request.Root.Member("text").Has("format"))
        {
            Request.Root.Member("text").Member("format").WriteTo(writer);
        }
        else
        {
            writer.WriteRawValue("""{"type":"text"}""");
        }

        writer.WriteString("verbosity", Request.Root.Member("text").TextOr("verbosity", "medium"));
        writer.WriteEndObject();
    }

    private static void WriteOrNull(Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            writer.WriteString(name, value.GetString());
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private void WriteUsage(Utf8JsonWriter writer, bool isDone)
    {
        if (!isDone)
        {
            writer.WriteNull("usage");
            return;
        }

        var usage = Reply.Usage!;
        writer.WriteStartObject("usage");
        writer.WriteNumber("input_tokens", usage.Input);
        writer.WriteStartObject("input_tokens_details");
        writer.WriteNumber("cached_tokens", usage.CachedInput);
        writer.WriteEndObject();
        writer.WriteNumber("output_tokens", usage.Output);
        writer.WriteStartObject("output_tokens_details");
        writer.WriteNumber("reasoning_tokens", usage.Reasoning);
        writer.WriteEndObject();
        writer.WriteNumber("total_tokens", usage.Total);
        writer.WriteEndObject();
    }

    private IEnumerable<Action<Utf8JsonWriter>> MakeItems(EmulatorCall call)
    {
        if (Reply.Reasoning.Length > 0)
        {
            var id = call.NextId("rs_");
            yield return writer => WriteReasoning(writer, id);
        }

        if (Reply.Text.Length > 0 || Reply.ToolCalls.Count == 0)
        {
            var id = call.NextId("msg_");
            yield return writer => WriteMessage(writer, id);
        }

        foreach (var toolCall in Reply.ToolCalls)
        {
            var isText = Request.Root.Items("tools").Any(tool => tool.TextOr("type", "") == "custom" && tool.TextOr("name", "") == toolCall.Name);
            var id = call.NextId(isText ? "ctc_" : "fc_");
            yield return writer => WriteCall(writer, id, toolCall, isText);
        }
    }

    private void WriteReasoning(Utf8JsonWriter writer, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("type", "reasoning");
        if (Request.Includes("reasoning.encrypted_content"))
        {
            writer.WriteString("encrypted_content", Encrypt(id));
        }

        writer.WriteStartArray("summary");
        writer.WriteStartObject();
        writer.WriteString("type", "summary_text");
        writer.WriteString("text", Reply.Reasoning);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteMessage(Utf8JsonWriter writer, string id)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("type", "message");
        writer.WriteString("status", FinalStatus);
        writer.WriteStartArray("content");
        writer.WriteStartObject();
        writer.WriteString("type", "output_text");
        writer.WriteStartArray("annotations");
        writer.WriteEndArray();
        writer.WriteStartArray("logprobs");
        writer.WriteEndArray();
        writer.WriteString("text", Reply.Text);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteString("role", "assistant");
        writer.WriteEndObject();
    }

    private static void WriteCall(Utf8JsonWriter writer, string id, ScenarioToolCall toolCall, bool isText)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("type", isText ? "custom_tool_call" : "function_call");
        writer.WriteString("status", "completed");
        writer.WriteString(isText ? "input" : "arguments", toolCall.Arguments);
        writer.WriteString("call_id", toolCall.Id);
        writer.WriteString("name", toolCall.Name);
        writer.WriteEndObject();
    }
}
